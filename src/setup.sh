# What ./run and ./test share: find what is missing on this machine, install it where apt may, and build. Sourced, not run.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
mkdir -p .local 2>/dev/null && : 2>/dev/null >.local/setup.log || {
    echo "EnvGis: cannot write to $(pwd)/.local; put the checkout in a folder you may write to, on a disk with space." >&2
    exit 2
}

stop() { echo "EnvGis: $*" >&2; exit 2; }

# step "What it does" command…: one line with its time; the command's own words go to .local/setup.log.
step() {
    local title=$1 from=$EPOCHREALTIME
    shift
    if ! "$@" >>.local/setup.log 2>&1; then
        grep -E 'error|Error|ERR|E: ' .local/setup.log | sort -u | tail -20 >&2
        grep -q 'No space left' .local/setup.log && stop "$title: the disk is full; free some space and start again."
        stop "$title failed; the whole story is in .local/setup.log"
    fi
    awk -v from="$from" -v to="$EPOCHREALTIME" -v title="$title" 'BEGIN { printf "  %6.1f s  %s\n", to - from, title }'
}

require_tools() {
    command -v dotnet >/dev/null || stop "the .NET SDK 10 is missing; get it from https://dotnet.microsoft.com/download (or: apt-get install dotnet-sdk-10.0)"
    dotnet --version >>.local/setup.log 2>&1 || stop "the .NET SDK $(sed -n 's/.*"version": "\([^"]*\)".*/\1/p' global.json) or a later 10.0 is missing; get it from https://dotnet.microsoft.com/download"
    command -v node >/dev/null || stop "Node.js 20 or later is missing; get it from https://nodejs.org (or: apt-get install nodejs npm)"
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "Node.js 20 or later is needed, this is $(node --version); get it from https://nodejs.org"
    command -v npm >/dev/null || stop "npm is missing; it comes with Node.js from https://nodejs.org (or: apt-get install npm)"
    command -v git >/dev/null || stop "git is missing; apt-get install git"
}

# PostgreSQL's packages bear its major version, which differs between releases of Debian and Ubuntu.
postgis_package() {
    local installed
    installed=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1 | cut -d/ -f5)
    if [ -n "$installed" ]; then
        echo "postgresql-$installed-postgis-3"
    else
        apt-cache depends postgresql 2>/dev/null | sed -n 's/.*Depends: postgresql-\([0-9]*\)$/postgresql-\1-postgis-3/p' | head -1
    fi
}

has_package() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

# require_packages package…: installs what is missing by apt; says exactly what is missing where it may not.
require_packages() {
    command -v dpkg-query >/dev/null || {
        command -v psql >/dev/null && command -v ogr2ogr >/dev/null && return 0
        stop "this is neither Debian nor Ubuntu: install PostgreSQL 15 or later with PostGIS 3, and GDAL, or set ConnectionStrings__EnvGis to a server that has them"
    }
    local missing=() package sudo=
    for package in "$@"; do has_package "$package" || missing+=("$package"); done
    ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1 || missing+=(postgis)
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || stop "missing: ${missing[*]}. Run: sudo apt-get install ${missing[*]/#postgis/postgresql postgis postgresql-15-postgis-3}"
        sudo="sudo -n"
    fi
    step "Package lists" $sudo apt-get update
    local names=()
    for package in "${missing[@]}"; do
        if [ "$package" = postgis ]; then names+=(postgresql "$(postgis_package)"); else names+=("$package"); fi
    done
    # EnvGis has a cluster of its own: the package shall not start another one.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        $sudo mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    step "Packages: ${names[*]}" $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold "${names[@]}"
}

# is_newer STAMP path…: whether anything that the build reads has changed since the stamp.
is_newer() {
    local stamp=$1
    shift
    [ ! -e "$stamp" ] || [ -n "$(find "$@" \( -name bin -o -name obj -o -name node_modules -o -name former-units.tsv -o -path wwwroot/app -o -path wwwroot/lib \) -prune -o -newer "$stamp" -type f -print -quit 2>/dev/null)" ]
}
