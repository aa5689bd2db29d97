using System.Globalization;
namespace EnvGis.Http;

/// <summary>Every refusal of the service, worded once, in Vietnamese and English. The slug is the last part of the problem's type address, /problems/{slug}.</summary>
public static class Problems
{
    public static Refusal UnknownLayer(string layer) => new(404, "unknown-layer",
        $"Không có lớp “{Short(layer)}”; danh sách các lớp ở /api/layers.", $"There is no layer “{Short(layer)}”; the layers are listed at /api/layers.");

    public static Refusal UnknownFeature(string id) => new(404, "unknown-feature",
        $"Không có đối tượng “{Short(id)}” đang được công bố.", $"No published feature has the id “{Short(id)}”.");

    public static Refusal UnknownTask(string id) => new(404, "unknown-task",
        $"Không có nhiệm vụ “{Short(id)}”; danh sách ở /api/tasks.", $"There is no task “{Short(id)}”; the tasks are listed at /api/tasks.");

    public static Refusal UnknownPlan(string id) => new(404, "unknown-plan",
        $"Không có kế hoạch “{Short(id)}”; danh sách ở /api/plans.", $"There is no plan “{Short(id)}”; the plans are listed at /api/plans.");

    public static Refusal UnknownAddress(string path) => new(404, "unknown-address",
        $"Không có gì ở địa chỉ {Short(path)}.", $"There is nothing at {Short(path)}.");

    public static Refusal TileOutside(string address) => new(400, "tile-outside",
        $"Ô bản đồ {Short(address)} không tồn tại: z từ 0 đến 18, x và y từ 0 đến 2^z − 1.",
        $"Tile {Short(address)} does not exist: z is 0 to 18, x and y are 0 to 2^z − 1.");

    public static Refusal UnknownParameter(string name) => new(400, "unknown-parameter",
        $"Không có tham số “{Short(name)}” ở địa chỉ này.", $"This address has no parameter “{Short(name)}”.") { Parameter = name };

    public static Refusal BadParameter(string name, string value, string vi, string en) => new(400, "bad-parameter",
        $"Tham số {name} = “{Short(value)}” chưa đúng: {vi}.", $"Parameter {name} = “{Short(value)}” is not right: {en}.") { Parameter = name };

    /// <summary>A layer that there is not, or that this caller does not see.</summary>
    public static Refusal NoSuchLayer(string name, string id) =>
        BadParameter(name, id, "không có lớp này; danh sách ở /api/layers", "there is no such layer; they are listed at /api/layers");

    /// <summary>What to say of the id of a plan that there is not.</summary>
    public static (string Vi, string En) NoSuchPlan => ("không có kế hoạch này; danh sách ở /api/plans", "there is no such plan; they are listed at /api/plans");

    public static Refusal WithdrawnZone(int code) => new(400, "no-zone",
        $"EPSG:{code} đã bị bãi bỏ vì định nghĩa nhầm điểm gốc tọa độ; hãy dùng EPSG:{code - 1060} cho cùng kinh tuyến trục.",
        $"EPSG:{code} is withdrawn because its false origin is wrong; use EPSG:{code - 1060} for the same meridian.");

    public static Refusal UnknownZone(string named) => new(400, "no-zone",
        $"Hệ VN-2000 không có múi chiếu hay kinh tuyến trục “{Short(named)}”; hãy chọn kinh tuyến trục của tỉnh, ví dụ 106°30', hoặc của múi 6°: 105° hay 111°.",
        $"VN-2000 has no zone or central meridian “{Short(named)}”; choose the province's meridian, such as 106°30', or one of the 6° zones: 105° or 111°.");

    public static Refusal UnknownVersion(string id, string version) => new(404, "unknown-version",
        $"Đối tượng “{Short(id)}” không có phiên bản “{Short(version)}”; danh sách ở /api/features/{Short(id)}.",
        $"Feature “{Short(id)}” has no version “{Short(version)}”; its versions are listed at /api/features/{Short(id)}.");

    public static Refusal NotInForce(string id, string day) => new(404, "not-in-force",
        $"Đối tượng “{Short(id)}” không có phiên bản nào hiệu lực vào {Short(day)}; danh sách phiên bản ở /api/features/{Short(id)}.",
        $"No version of feature “{Short(id)}” is in force on {Short(day)}; its versions are listed at /api/features/{Short(id)}.");

    public static Refusal NoCoordinates(string id) => new(404, "no-coordinates",
        $"Đối tượng “{Short(id)}” chưa có tọa độ; chỉ biết khu vực chứa nó.", $"Feature “{Short(id)}” has no coordinates yet; only the area that holds it is known.");

    public static Refusal NoAnnex(string id) => new(404, "no-annex",
        $"Đối tượng “{Short(id)}” không có bảng tọa độ kèm quyết định.", $"Feature “{Short(id)}” has no coordinate annex of a decision.");

    public static Refusal UnknownAnnexFormat(string format) => new(404, "unknown-annex-format",
        $"Không có phụ lục dạng “{Short(format)}”; có xlsx, docx, csv và pdf.", $"There is no annex as “{Short(format)}”; there are xlsx, docx, csv and pdf.");

    public static Refusal TooLongForPaper(int most) => new(409, "too-long-for-paper",
        $"Phụ lục có quá {most} điểm góc để in; hãy tải dạng xlsx, docx hoặc csv.", $"The annex has more than {most} corners, too many to print; take it as xlsx, docx or csv.");

    public static Refusal NoFont() => new(503, "no-font",
        "Máy chủ thiếu phông chữ để in PDF; người vận hành cần cài gói fonts-noto-core, còn xlsx, docx và csv vẫn tải được.",
        "The server has no font to print PDF with; its operator installs fonts-noto-core, and xlsx, docx and csv are there meanwhile.");

    public static Refusal NothingDrawn(string id) => new(404, "nothing-drawn",
        $"Bản dự thảo “{Short(id)}” chưa vẽ ranh giới nào.", $"Draft “{Short(id)}” has no border drawn yet.");

    public static Refusal UnknownExportFormat(string file) => new(404, "unknown-export-format",
        $"Không có tệp “{Short(file)}”; các lớp xuất được ở dạng .geojson, .geojsonl và .geojsons.",
        $"There is no file “{Short(file)}”; layers are exported as .geojson, .geojsonl and .geojsons.");

    public static Refusal TooManyExports() => new(503, "too-many-exports",
        "Đang có nhiều lượt xuất dữ liệu cùng lúc; hãy thử lại sau một phút.", "Many exports run at the moment; try again in a minute.") { RetryAfterSeconds = 60 };

    public static Refusal TooManyOfYours(int most) => new(429, "too-many-of-yours",
        $"Bạn đang nhận {most} câu trả lời dài cùng lúc; hãy đợi một câu trả lời xong rồi thử lại.",
        $"You are receiving {most} long answers at a time already; let one of them end and try again.") { RetryAfterSeconds = 10 };

    public static Refusal BadCursor(string name, string value) => BadParameter(name, value,
        "hãy dùng nguyên giá trị “next” của trang trước", "use the “next” of the page before, as it is");

    /// <param name="anew">The address from which everything is told again.</param>
    public static Refusal StartAnew(string anew) => new(410, "start-anew",
        $"Con trỏ này thuộc về một máy chủ hoặc một thời điểm mà cơ sở dữ liệu hiện nay không có, ví dụ sau khi khôi phục từ bản sao lưu; hãy đọc lại từ đầu ở {anew}.",
        $"This cursor belongs to a server or a time that this database does not know, as after a restore from a backup; begin anew at {anew}.");

    public static Refusal NotHereYet() => new(503, "not-here-yet",
        "Bản sao này của cơ sở dữ liệu chưa nhận được các thay đổi mà con trỏ đã qua; hãy thử lại sau vài giây.",
        "This copy of the database has not received the changes that the cursor has passed; try again in a few seconds.") { RetryAfterSeconds = 2 };

    public static Refusal Malformed() => new(400, "malformed",
        "Yêu cầu không đọc được; hãy kiểm tra địa chỉ, tham số và nội dung gửi.", "The request cannot be read; check its address, parameters and body.");

    public static Refusal UnknownHost(string host) => new(400, "unknown-host",
        $"Máy chủ này không phục vụ tên “{Short(host)}”; người vận hành đặt các tên được phép trong AllowedHosts.",
        $"This server does not answer by the name “{Short(host)}”; whoever runs it sets the names in AllowedHosts.");

    /// <param name="mostBytes">What the address takes; null where nothing says so.</param>
    public static Refusal TooLarge(long? mostBytes) => new(413, "too-large",
        mostBytes is { } most ? $"Nội dung gửi lên quá lớn; địa chỉ này nhận nhiều nhất {Bytes(most)}." : "Nội dung gửi lên quá lớn.",
        mostBytes is { } bytes ? $"What was sent is too large; this address takes {Bytes(bytes)} at the most." : "What was sent is too large.");

    public static Refusal AddressTooLong(int most) => new(414, "address-too-long",
        $"Địa chỉ dài hơn {Bytes(most)}; hãy hỏi ít điều kiện hơn trong một lần, hoặc gửi hình có ít điểm hơn.",
        $"The address is longer than {Bytes(most)}; ask for less at a time, or for a shape of fewer points.");

    public static Refusal HeadersTooLarge(int most, int mostFields) => new(431, "headers-too-large",
        $"Phần đầu của yêu cầu dài hơn {Bytes(most)} hoặc có hơn {mostFields} dòng; nếu dùng trình duyệt, hãy xóa cookie của trang này rồi thử lại.",
        $"The header of the request is longer than {Bytes(most)} or has more than {mostFields} fields; in a browser, delete this site's cookies and try again.");

    static string Bytes(long bytes)
    {
        var (count, unit) = bytes % (1 << 20) == 0 ? (bytes >> 20, "MB") : bytes % (1 << 10) == 0 ? (bytes >> 10, "KB") : (bytes, "byte");
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} {unit}");
    }

    public static Refusal NotThisMediaType() => new(415, "not-this-media-type",
        "Hãy gửi nội dung dạng application/json.", "Send the body as application/json.");

    public static Refusal MethodNotAllowed(string method) => new(405, "method-not-allowed",
        $"Địa chỉ này không nhận {Short(method)}.", $"This address does not take {Short(method)}.");

    public static Refusal DatabaseAway() => new(503, "database-away",
        "Cơ sở dữ liệu tạm thời không trả lời; hãy thử lại sau vài giây.", "The database does not answer for now; try again in a few seconds.") { RetryAfterSeconds = 5 };

    public static Refusal DatabaseBroken() => new(503, "database-broken",
        "Máy chủ cơ sở dữ liệu vừa được nâng cấp hoặc hỏng một phần nên phải khởi động lại; hãy thử lại sau nửa phút, nếu vẫn vậy thì báo người vận hành.",
        "The database server was upgraded beneath the service, or part of it is broken, and must be restarted; try again in half a minute, and tell whoever runs it if that does not help.") { RetryAfterSeconds = 30 };

    public static Refusal DatabaseAltered() => new(503, "database-altered",
        "Cơ sở dữ liệu thiếu một quyền hoặc một phần mà dịch vụ cần nên chưa ghi gì; hãy báo người vận hành xem /health/ready.",
        "The database lacks a right or a part that the service needs, so nothing was written; tell whoever runs it to look at /health/ready.") { RetryAfterSeconds = 60 };

    public static Refusal StorageFull() => new(503, "storage-full",
        "Máy chủ cơ sở dữ liệu đã hết chỗ lưu nên chưa ghi gì; hãy báo người vận hành.", "The database's disk is full, so nothing was written; tell whoever runs it.") { RetryAfterSeconds = 60 };

    public static Refusal NotReady(string vi, string en) => new(503, "not-ready", $"Chưa sẵn sàng: {vi}.", $"Not ready: {en}.") { RetryAfterSeconds = 5 };

    public static Refusal TooExpensive() => new(400, "too-expensive",
        "Yêu cầu này quá nặng nên đã bị dừng; hãy thu hẹp vùng hoặc bộ lọc.", "This request costs too much and was stopped; narrow its area or filter.");

    public static Refusal Unexpected() => new(500, "unexpected",
        "Hệ thống gặp lỗi ngoài dự kiến; sự cố đã được ghi lại.", "The service met an unexpected fault; it has been recorded.");

    public static Refusal NotSignedIn() => new(401, "not-signed-in", "Hãy đăng nhập để làm việc này.", "Sign in to do this.");

    public static Refusal PermissionOver() => new(401, "permission-over",
        "Phiên, khóa hoặc quyền của tài khoản đã thay đổi trong lúc xử lý nên việc này dừng lại và chưa ghi gì; hãy đăng nhập lại rồi làm lại.",
        "The session, the key or what the account may changed meanwhile, so this stops here and nothing was written; sign in again and ask anew.");

    public static Refusal NotAllowed() => new(403, "not-allowed",
        "Tài khoản này không được phép làm việc này ở đây; hãy hỏi người quản trị của đơn vị.", "This account may not do this here; ask your administrator.");

    public static Refusal BeyondScope() => new(403, "beyond-scope",
        "Không thể cấp quyền rộng hơn phạm vi của chính mình.", "What is granted cannot reach further than your own scope.");

    public static Refusal CrossSite() => new(403, "cross-site",
        "Yêu cầu đến từ một trang web khác nên bị từ chối; hãy mở trang EnvGis rồi làm lại.", "The request comes from another site's page and is refused; open EnvGis itself and try again.");

    public static Refusal WrongSignIn() => new(401, "wrong-sign-in", "Tên đăng nhập, mật khẩu hoặc mã chưa đúng.", "User name, password or code is wrong.");

    public static Refusal SecondFactorNeeded() => new(401, "second-factor-needed",
        "Hãy nhập thêm mã 6 chữ số từ ứng dụng xác thực, hoặc một mã khôi phục.", "Add the six-digit code of your authenticator app, or a recovery code.");

    public static Refusal AccountLocked() => new(403, "account-locked",
        "Tài khoản đã bị người quản trị khóa; hãy liên hệ người quản trị.", "An administrator has locked this account; ask them.");

    public static Refusal TooManyTries(int seconds) => new(429, "too-many-tries",
        $"Đã thử quá nhiều lần; hãy thử lại sau {seconds} giây.", $"Too many tries; try again in {seconds} seconds.") { RetryAfterSeconds = seconds };

    public static Refusal TooManyRequests(int seconds) => new(429, "too-many-requests",
        $"Địa chỉ hoặc khóa này gửi quá nhiều yêu cầu; hãy thử lại sau {seconds} giây.",
        $"This address or key sends too many requests; try again in {seconds} seconds.") { RetryAfterSeconds = seconds };

    public static Refusal WrongPassword() => new(400, "wrong-password", "Mật khẩu hiện tại chưa đúng.", "The current password is wrong.");

    public static Refusal WeakPassword(string problem) => new(400, "weak-password",
        $"Mật khẩu mới {problem switch
        {
            "short" => "cần ít nhất 12 ký tự", "long" => "dài quá 200 ký tự", "name" => "không được chứa tên đăng nhập hay họ tên của bạn", _ => "quá dễ đoán; hãy dùng một câu dài mà chỉ mình nhớ",
        }}.",
        $"The new password {problem switch
        {
            "short" => "needs at least 12 characters", "long" => "is longer than 200 characters", "name" => "must not contain the user name or your own name", _ => "is too easy to guess; take a long phrase of your own",
        }}.");

    public static Refusal SigningInBusy() => new(429, "signing-in-busy",
        "Nhiều người đang đăng nhập cùng lúc; hãy thử lại sau vài giây.", "Many people sign in at the moment; try again in a few seconds.") { RetryAfterSeconds = 3 };

    public static Refusal SecondFactorOff() => new(409, "second-factor-off", "Xác thực hai lớp đang tắt.", "The second factor is off.");

    public static Refusal WrongCode() => new(400, "wrong-code",
        "Mã chưa đúng hoặc đã dùng; hãy đợi mã tiếp theo của ứng dụng xác thực.", "The code is wrong or used already; wait for the next one of your authenticator app.");

    public static Refusal SecondFactorOn() => new(409, "second-factor-on",
        "Xác thực hai lớp đang bật; hãy tắt rồi mới thiết lập lại.", "The second factor is on; switch it off before setting it up again.");

    public static Refusal InvitationOver() => new(404, "invitation-over",
        "Liên kết này đã dùng hoặc hết hạn; hãy xin người quản trị một liên kết mới.", "This link has been used or is over; ask an administrator for a new one.");

    public static Refusal UserNameTaken(string name) => new(409, "user-name-taken",
        $"Tên đăng nhập “{Short(name)}” đã có người dùng.", $"The user name “{Short(name)}” is taken.");

    public static Refusal BadUserName() => BadField("userName",
        "dùng 3 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch nối", "use 3 to 60 unaccented letters, digits, dots, dashes");

    /// <summary>A field of what was sent; <paramref name="vi"/> and <paramref name="en"/> say what to do.</summary>
    public static Refusal BadField(string name, string vi, string en) => new(400, "bad-field", $"Mục “{Short(name)}” chưa đúng: {vi}.", $"Field “{Short(name)}” is not right: {en}.") { Field = name };

    /// <summary>A body that is a list where one object is taken, or the other way round.</summary>
    public static Refusal WrongBody(bool takesList) => takesList
        ? BadField("JSON", "nơi này nhận một danh sách: [ … ]", "a list is taken here: [ … ]")
        : BadField("JSON", "nơi này nhận một đối tượng: { … }", "an object is taken here: { … }");

    /// <summary>Text of which letters are lost: U+FFFD stands for them.</summary>
    public static Refusal LostText(string name) => BadField(name,
        "có ký tự � (chữ đã mất khi đổi bảng mã); hãy nhập lại chữ đó", "it has the character � (text lost in a wrong encoding); write it anew");

    /// <summary>Text that was read in a wrong encoding, with what it most likely was.</summary>
    public static Refusal TwiceRead(string name, string mended) => mended.Contains(TwiceReadText.Lost, StringComparison.Ordinal)
        ? BadField(name, "chữ bị lỗi bảng mã (UTF-8 đọc nhầm); hãy nhập lại", "its text was read in a wrong encoding (UTF-8 taken for another); write it anew")
        : BadField(name,
        $"chữ bị lỗi bảng mã (UTF-8 đọc nhầm); có phải là “{Short(PlainText.Of(mended, keepLines: false))}”",
        $"its text was read in a wrong encoding (UTF-8 taken for another); did you mean “{Short(PlainText.Of(mended, keepLines: false))}”");

    /// <summary>Text in the letters of an old font (TCVN3, VNI) or written for a web page.</summary>
    public static Refusal DamagedText(string name) => BadField(name,
        "chữ theo bảng mã cũ (TCVN3, VNI) hoặc mã HTML (&#7841;); hãy nhập lại bằng Unicode",
        "its text is in an old font's letters (TCVN3, VNI) or HTML references (&#7841;); write it anew in Unicode");

    /// <summary>A member of a scope that is not there; <paramref name="vi"/> and <paramref name="en"/> say where those are listed.</summary>
    public static Refusal NoSuchMember(string part, string member, string vi, string en) => BadField(part, $"“{Short(member)}”: {vi}", $"“{Short(member)}”: {en}");

    public static Refusal LastAdministrator() => new(409, "last-administrator",
        "Đây là người quản trị toàn quốc duy nhất còn đăng nhập được; hãy cấp quyền quản trị toàn quốc cho một người khác trước.",
        "This is the only administrator of the whole country who can sign in; first grant another person that role without limits.");

    public static Refusal UnknownPerson() => new(404, "unknown-person", "Không có người dùng này trong phạm vi của bạn.", "There is no such person within your scope.");

    public static Refusal UnknownProvider() => new(404, "unknown-provider", "Không có cổng đăng nhập này.", "There is no such sign-in provider.");

    public static Refusal UnknownSession() => new(404, "unknown-session", "Phiên này không còn.", "There is no such session any more.");

    public static Refusal NotYourself() => new(409, "not-yourself",
        "Không thể tự khóa, tự bỏ quyền quản trị hay tự cấp liên kết đặt lại cho mình; hãy nhờ một người quản trị khác.",
        "You cannot lock yourself, give up your own administration or make a link to reset your own account; ask another administrator.");

    public static Refusal UnknownKey() => new(401, "unknown-key",
        "Khóa API không đúng, hết hạn hoặc đã bị thu hồi; hãy xin người quản trị một khóa mới.", "The API key is unknown, over or revoked; ask an administrator for a new one.");

    public static Refusal UnknownApiKey() => new(404, "unknown-api-key", "Không có khóa này trong phạm vi của bạn.", "There is no such key within your scope.");

    public static Refusal NoPrecondition(char mark) => new(428, "no-precondition",
        $"Hãy gửi kèm If-Match với phiên bản đã đọc, ví dụ \"{mark}12\", để không ghi đè thay đổi của người khác.",
        $"Send If-Match with the version that was read, such as \"{mark}12\", so that nobody's change is overwritten.");

    public static Refusal WeakPrecondition(char mark) => new(412, "weak-precondition",
        $"If-Match với thẻ yếu (W/…) không bao giờ khớp; hãy gửi thẻ mạnh của phiên bản đã đọc, ví dụ \"{mark}12\"; chưa ghi gì.",
        $"If-Match with a weak tag (W/…) never matches; send the strong tag of the version that was read, such as \"{mark}12\"; nothing was written.");

    /// <summary>A tag in the right form that is of no version here.</summary>
    public static Refusal ForeignPrecondition(char mark, string given) => new(412, "foreign-precondition",
        $"If-Match {Short(given)} không phải thẻ của phiên bản nào ở đây; hãy gửi một thẻ của phiên bản đã đọc, ví dụ \"{mark}12\"; chưa ghi gì.",
        $"If-Match {Short(given)} is the tag of no version here; send the one tag of the version that was read, such as \"{mark}12\"; nothing was written.");

    public static Refusal BadPrecondition(char mark, string given) => new(400, "bad-precondition",
        $"If-Match “{Short(given)}” chưa đúng dạng: cần phiên bản đã đọc trong dấu nháy kép, ví dụ \"{mark}12\".",
        $"If-Match “{Short(given)}” has the wrong form: it takes the version that was read, in double quotes, such as \"{mark}12\".");

    /// <param name="author">Who was faster; null when the place is gone.</param>
    public static Refusal ChangedMeanwhile(string? author) => new(412, "changed-meanwhile",
        author is null ? "Đối tượng không còn hiệu lực; chưa ghi gì." : $"{Short(author)} vừa thay đổi trước; hãy xem bản mới rồi quyết định, chưa ghi gì.",
        author is null ? "The place is not in force any more; nothing was written." : $"{Short(author)} changed it meanwhile; look at the new version and decide, nothing was written.");

    public static Refusal ChangedAtOnce() => new(409, "changed-at-once",
        "Có người vừa thay đổi cùng lúc nên chưa ghi gì; hãy thử lại.", "Somebody changed it at the same moment, so nothing was written; try again.");

    /// <param name="open">Names of the attributes that the layer opens, with commas; empty for none.</param>
    public static Refusal NotOpenToChange(string name, string open) => new(400, "not-open-to-change",
        $"Không ghi trực tiếp được “{Short(name)}”; {(open.Length > 0 ? $"lớp này mở {open}" : "lớp này không mở thuộc tính nào")}.",
        $"“{Short(name)}” cannot be changed directly; {(open.Length > 0 ? $"this layer opens {open}" : "this layer opens no attribute")}.");

    /// <summary>What to say of a whole number from ±2^53 on, which programs that read JSON do not keep exactly (RFC 8259, 6).</summary>
    public static (string Vi, string En) Inexact => ("cần một số nguyên trong khoảng ±9007199254740991", "it takes a whole number within ±9007199254740991");

    /// <summary>What to say of a number that a program would keep as infinity or nought, or with other digits.</summary>
    public static (string Vi, string En) NoDouble => ("số quá lớn, quá nhỏ hoặc quá dài", "the number is too large, too small or too long");

    public static Refusal BadAttribute(string name, string rule, string given) => new(400, "bad-attribute",
        $"Giá trị của “{Short(name)}” chưa đúng: {rule switch
        {
            "unknown" => "lớp này không có mục nào mang tên này", "required" => "bắt buộc phải có", "code" => $"không có mã “{Short(given)}” trong danh mục", "date" => "cần một ngày dạng 2026-11-27, trong các năm 1800 đến 2999", "minimum" => $"nhỏ nhất là {Short(given)}",
            "maximum" => $"lớn nhất là {Short(given)}; hãy kiểm tra số và đơn vị", "length" => $"dài nhất {Short(given)} ký tự", "url" => "cần địa chỉ web", "inexact" => Inexact.Vi, "range" => NoDouble.Vi,
            _ => given switch { "integer" => "cần một số nguyên không trong dấu nháy, ví dụ 12", "number" => "cần một số không trong dấu nháy, ví dụ 1234.5", "boolean" => "cần true hoặc false", "date" => "cần một ngày dạng 2026-11-27", "url" => "cần địa chỉ web", _ => "cần một đoạn chữ" },
        }}.",
        $"The value of “{Short(name)}” is not right: {rule switch
        {
            "unknown" => "the layer has no field of this name", "required" => "it is required", "code" => $"the list has no code “{Short(given)}”", "date" => "it takes a day such as 2026-11-27, within the years 1800 to 2999", "minimum" => $"{Short(given)} is the least",
            "maximum" => $"{Short(given)} is the most; check the number and its unit", "length" => $"{Short(given)} characters are the most", "url" => "it takes a web address", "inexact" => Inexact.En, "range" => NoDouble.En,
            _ => given switch { "integer" => "it takes a whole number without quotes, such as 12", "number" => "it takes a number without quotes, such as 1234.5", "boolean" => "it takes true or false", "date" => "it takes a day such as 2026-11-27", "url" => "it takes a web address", _ => "it takes text" },
        }}.");

    /// <param name="vi">The layer file's own sentence.</param>
    /// <param name="en">The same in English.</param>
    public static Refusal ContradictingValues(string vi, string en) => new(400, "contradicting-values",
        $"Các giá trị mâu thuẫn nhau: {vi.TrimEnd('.')}.", $"These values contradict each other: {en.TrimEnd('.')}.");

    public static Refusal LocatedAlready() => new(409, "located-already",
        "Vị trí này do phụ lục quyết định xác lập; chỉ thay đổi qua hồ sơ.", "A decision's annex says where this place lies; that changes by a draft only.");

    public static Refusal NotByPoint() => new(409, "not-by-point",
        "Lớp này cần đường hoặc vùng; hãy lập hồ sơ khoanh vùng.", "This layer takes lines or areas; delineate it by a draft.");

    public static Refusal FarFromArea(double awayM) => new(409, "far-from-area",
        $"Vị trí này cách khu vực đã biết khoảng {Kilometres(awayM)} km; hãy kiểm tra lại, nếu đúng thì gửi kèm \"sure\": true.",
        $"This position lies some {Kilometres(awayM)} km from the area that is known; check it, and if it is right send \"sure\": true with it.");

    public static Refusal OutsideYourArea() => new(403, "outside-your-area",
        "Vị trí này nằm ngoài địa bàn được giao cho tài khoản.", "This position lies outside the area that this account is for.");

    public static Refusal OutsideYourProvinces() => new(403, "outside-your-area",
        "Tỉnh này nằm ngoài địa bàn được giao cho tài khoản.", "This province lies outside the area that this account is for.");

    /// <param name="province">Its name.</param>
    /// <param name="meridian">Of the zone, as 105°00'.</param>
    /// <param name="own">Of the province's maps, as 106°30'.</param>
    public static Refusal FarZone(string province, string meridian, string own) => BadField("epsg",
        $"kinh tuyến trục {meridian} cách kinh tuyến trục {own} của {Short(province)} quá 3°; hãy chọn múi chiếu gần hơn",
        $"its central meridian {meridian} is more than 3° from {own}, that of {Short(province)}; choose a zone that is nearer");

    public static Refusal UnknownDraft(string id) => new(404, "unknown-draft",
        $"Không có bản dự thảo “{Short(id)}”; danh sách ở /api/drafts.", $"There is no draft “{Short(id)}”; the drafts are listed at /api/drafts.");

    public static Refusal UnknownDraftFeature(string number) => new(404, "unknown-draft-feature",
        $"Bản dự thảo không có đối tượng số “{Short(number)}”.", $"The draft has no feature number “{Short(number)}”.");

    public static Refusal UnknownRemark(string number) => new(404, "unknown-remark",
        $"Bản dự thảo không có ý kiến số “{Short(number)}”.", $"The draft has no remark number “{Short(number)}”.");

    public static Refusal UnknownSource(string number) => new(404, "unknown-source",
        $"Bản dự thảo không có bảng hay tệp số “{Short(number)}”.", $"The draft has no table or file number “{Short(number)}”.");

    public static Refusal UnknownConsultation(string number) => new(404, "unknown-consultation",
        $"Không có lần lấy ý kiến số “{Short(number)}” của xã bạn phụ trách.", $"There is no consultation number “{Short(number)}” of a commune of yours.");

    /// <summary>For those who draft: they act for no commune.</summary>
    public static Refusal NoAnswerDocument(string id) => new(404, "unknown-consultation",
        $"Bản dự thảo không có lần lấy ý kiến số “{Short(id)}” với văn bản trả lời.", $"The draft has no consultation number “{Short(id)}” whose answer has a document with it.");

    /// <param name="communes">Their names.</param>
    public static Refusal NoPartInCommune(string communes) => new(409, "no-part-in-commune",
        $"Bản dự thảo không có phần nào nằm trong {Short(communes)}; hãy kiểm tra lại, nếu vẫn muốn hỏi thì gửi kèm \"sure\": true.",
        $"No part of the draft lies in {Short(communes)}; check it, and if they are to be asked all the same send \"sure\": true with it.");

    public static Refusal AnsweredAlready() => new(409, "answered-already",
        "Xã đã trả lời lần lấy ý kiến này; câu trả lời được giữ nguyên.", "The commune has answered this already; its answer stays.");

    public static Refusal ConsultationIsOver() => new(409, "consultation-is-over",
        "Đã hết hạn hoặc bản dự thảo không còn lấy ý kiến.", "Its last day has passed, or the draft asks no more.");

    public static Refusal UnknownDecision(string id) => new(404, "unknown-decision",
        $"Không có quyết định “{Short(id)}”; danh sách ở /api/decisions.", $"There is no decision “{Short(id)}”; the decisions are listed at /api/decisions.");

    public static Refusal NoDocument(string id) => new(404, "no-document",
        $"Quyết định “{Short(id)}” không kèm bản chụp.", $"Decision “{Short(id)}” has no scan with it.");

    /// <param name="vi">The state that it is in, as people read it.</param>
    /// <param name="en">The same in English.</param>
    public static Refusal DraftTakesNoChanges(string vi, string en) => new(409, "draft-takes-no-changes",
        $"Bản dự thảo đang ở trạng thái “{vi}” và không nhận thay đổi; hãy thu hồi hoặc đợi trả lại rồi sửa.",
        $"The draft is in the state “{en}” and takes no changes; recall it or have it returned first.");

    public static Refusal NoSuchStep(string fromVi, string fromEn, string toVi, string toEn) => new(409, "no-such-step",
        $"Bản dự thảo ở trạng thái “{fromVi}” không chuyển được sang “{Short(toVi)}”; các bước được phép nằm trong mục steps của bản dự thảo.",
        $"A draft in the state “{fromEn}” does not go to “{Short(toEn)}”; the steps that it may take are listed in its steps.");

    public static Refusal DraftHasFindings(int errors, int warnings) => new(409, "draft-has-findings",
        $"Bản dự thảo còn {errors} lỗi phải sửa và {warnings} cảnh báo chưa có lý do; xem ở mục findings của bản dự thảo.",
        $"The draft has {errors} errors to be mended and {warnings} warnings without a reason; they are in its findings.");

    public static Refusal FarAhead(DateOnly from) => new(409, "far-ahead",
        string.Create(CultureInfo.InvariantCulture, $"Ngày có hiệu lực {from:dd/MM/yyyy} cách ngày ký hơn 10 năm; hãy kiểm tra năm, hoặc xác nhận đúng là ngày đó (sure)."),
        string.Create(CultureInfo.InvariantCulture, $"It would take effect on {from:d MMMM yyyy}, more than 10 years after it was signed; check the year, or say that this day is meant (sure)."));

    public static Refusal FoundAtDecision(DateOnly from, string vi, string en) => new(409, "found-at-decision",
        string.Create(CultureInfo.InvariantCulture, $"Tính đến ngày có hiệu lực ({from:dd/MM/yyyy}), kiểm tra thấy: {vi} Hãy sửa, ghi lý do chấp nhận, hoặc chọn ngày khác."),
        string.Create(CultureInfo.InvariantCulture, $"On the day on which it would take effect ({from:d MMMM yyyy}) the checks find: {en} Mend it, accept it with a reason, or choose another day."));

    public static Refusal ReasonAgainstCommunes() => BadField("note",
        "có xã không đồng ý, chưa trả lời, hoặc đã trả lời về một bản khác bản hiện nay; hãy ghi lý do vẫn duyệt, tối đa 4000 ký tự",
        "a commune disagrees, has not answered, or answered about something else than what stands now; say why it is approved all the same, 4000 characters at most");

    public static Refusal EmptyDraft() => new(409, "empty-draft",
        "Bản dự thảo chưa có đối tượng nào; hãy thêm hoặc lấy một vùng vào trước khi trình.", "There is nothing in the draft; add or take in a zone before it is submitted.");

    public static Refusal OwnDraft() => new(403, "own-draft",
        "Không ai duyệt bản dự thảo do chính mình soạn, sửa hoặc trình; hãy nhờ người khác duyệt.", "Nobody approves a draft that they wrote, changed or submitted; another person is to approve it.");

    public static Refusal DraftNotAsSeen() => new(409, "draft-not-as-seen",
        "Bản dự thảo đã khác với bản bạn xem; hãy xem lại rồi mới quyết định, chưa ghi gì.", "The draft is not what you saw any more; look at it again and then decide, nothing was written.");

    public static Refusal ChangedAfterApproval() => new(409, "changed-after-approval",
        "Bản dự thảo đã thay đổi sau khi duyệt nên không ban hành được; hãy duyệt lại.", "The draft was changed after its approval and cannot be put in force; it is to be approved again.");

    public static Refusal NothingChanges() => new(409, "nothing-changes",
        "Không đối tượng nào trong bản dự thảo khác với hiện trạng, nên không có gì để quyết định.", "Nothing in the draft differs from what is in force, so there is nothing to decide.");

    /// <param name="numbers">Of the features in the draft.</param>
    public static Refusal EndsOnItsFirstDay(string numbers) => new(409, "ends-on-its-first-day",
        $"Đối tượng số {numbers} bị bãi bỏ ngay trong ngày bắt đầu có hiệu lực; hãy chọn ngày có hiệu lực muộn hơn.",
        $"Feature {numbers} would end on the very day on which it comes into force; choose a later day.");

    /// <param name="numbers">Of the features in the draft.</param>
    public static Refusal BaseChanged(string numbers) => new(409, "base-changed",
        $"Đối tượng số {numbers} của bản dự thảo đã có phiên bản mới từ khi được lấy vào; hãy trả lại, lấy lại bản mới rồi duyệt lại.",
        $"Feature {numbers} of the draft has a newer version than the one that was taken in; return it, take the new one in and approve it again.");

    public static Refusal NotDrawn(int number) => new(409, "not-drawn",
        $"Đối tượng số {number} của bản dự thảo chưa được vẽ.", $"Feature {number} of the draft is not drawn yet.");

    public static Refusal NotDerived(int number) => new(409, "not-derived",
        $"Hình của đối tượng số {number} không khớp với bảng tọa độ của nó; hãy vẽ lại đối tượng này.", $"The shape of feature {number} is not that of its coordinate table; draw the feature anew.");

    public static Refusal BuiltByRecipe() => new(409, "built-by-recipe",
        "Vùng này được dựng theo quy tắc, nên vẽ tay sẽ không còn khớp với quy tắc; nếu vẫn cần, hãy tách nó khỏi quy tắc và nêu lý do (mục “detach”).",
        "This zone was built from rules, and what is drawn by hand would no longer be what they make; if it is needed all the same, detach it and say why (in “detach”).") { Field = "detach" };

    public static Refusal SourcesChanging() => new(503, "sources-changing",
        "Các nguồn của quy tắc đang thay đổi trong khi hệ thống dựng hình; hãy thử lại sau ít phút.", "The sources of the recipe keep changing while it is computed; try again in some minutes.")
        { Field = "recipe", RetryAfterSeconds = 60 };

    public static Refusal RecipeCycle() => new(409, "recipe-cycle",
        "Vùng này sẽ được dựng từ chính nó hoặc từ vùng dựng từ nó; hãy chọn nguồn khác.", "The zone would be built from itself or from a zone that is built from it; choose other sources.") { Field = "recipe" };

    /// <param name="id">Of a feature.</param>
    public static Refusal UnknownRecipe(string id) => new(404, "unknown-recipe",
        $"Đối tượng “{Short(id)}” không được dựng theo quy tắc nào, hoặc không có.", $"Feature “{Short(id)}” was not built from rules, or there is none.");

    public static Refusal UnknownNamedZone(string id) => new(404, "unknown-named-zone",
        $"Trong sổ không có vùng “{Short(id)}”; danh sách ở /api/named-zones.", $"The register has no zone “{Short(id)}”; its zones are listed at /api/named-zones.");

    /// <param name="vi">Why, as a clause.</param>
    /// <param name="en">The same.</param>
    public static Refusal NothingToDraw(string vi, string en) => new(409, "nothing-to-draw", $"Chưa có gì để vẽ: {vi}.", $"There is nothing to draw: {en}.");

    public static Refusal InDraftAlready(long draft, int number) => new(409, "in-draft-already",
        $"Vùng này đang ở bản dự thảo {draft}, là đối tượng số {number}; hãy sửa ở đó.", $"This zone is in draft {draft} already, as feature {number}; change it there.");

    public static Refusal NotOfItsRecipe(int number) => new(409, "not-of-its-recipe",
        $"Hình của đối tượng số {number} không phải hình mà quy tắc của nó dựng ra; hãy dựng lại hoặc tách khỏi quy tắc.", $"The shape of feature {number} is not what its recipe makes; build it anew or detach it.");

    public static Refusal TakenAlready(int number) => new(409, "taken-already",
        $"Vùng này đã có trong bản dự thảo, là đối tượng số {number}.", $"This zone is in the draft already, as feature {number}.");

    public static Refusal TakenAgain() => new(409, "taken-already",
        "Vùng này đã được lấy lại vào bản dự thảo; hãy dùng đối tượng đó.", "This zone was taken into the draft again; use that feature.");

    public static Refusal DroppedAlready(int number) => new(409, "dropped-already",
        $"Đối tượng số {number} đã được bỏ ra khỏi bản dự thảo; hoàn tác việc đó để dùng lại.", $"Feature {number} was taken out of the draft; undo that to use it again.");

    public static Refusal NotADemonstration() => new(409, "not-a-demonstration",
        "Đây là vùng minh họa, không có thật; hãy vẽ một vùng mới thay vì lấy nó vào bản dự thảo.", "This is a demonstration and no real zone; draw a new one instead of taking it in.");

    /// <param name="numbers">Of the features in the draft.</param>
    public static Refusal LaterDecision(string numbers) => new(409, "later-decision",
        $"Đã có quyết định khác về đối tượng số {numbers} cho những ngày sau ngày có hiệu lực này; hãy chọn ngày có hiệu lực muộn hơn, hoặc xử lý quyết định đó trước.",
        $"Another decision speaks of feature {numbers} on days after this one takes effect; choose a later day, or deal with that decision first.");

    public static Refusal OlderDecision() => new(409, "older-decision",
        "Quyết định này cũ hơn quyết định đang áp dụng cho vùng đó; hãy kiểm tra ngày ký.", "This decision is older than the one by which the zone is in force; check its day.");

    public static Refusal NotDrawable(string layer) => new(409, "not-drawable",
        $"Lớp {Short(layer)} không nhận vùng, nên không soạn thảo được ở đây.", $"Layer {Short(layer)} takes no areas, so it is not drafted here.");

    public static Refusal UndoneMeanwhile(string? author) => new(409, "undone-meanwhile",
        author is null ? "Thao tác này đã được hoàn tác rồi." : $"Không hoàn tác được: {Short(author)} đã thay đổi đối tượng này sau thao tác đó; hãy xem cả hai bản rồi chọn.",
        author is null ? "This operation has been undone already." : $"It cannot be undone: {Short(author)} changed this feature after it; look at both and choose.");

    public static Refusal OperationTaken() => new(409, "operation-taken",
        "Mã thao tác này đã dùng cho một thao tác khác; hãy tạo mã mới.", "This operation's id was used for another operation; make a new one.");

    public static Refusal DecisionExists() => new(409, "decision-exists",
        "Quyết định có số, ngày và cơ quan ban hành này đã có; hãy kiểm tra lại số quyết định.", "A decision of this number, day and issuer is there already; check its number.");

    /// <param name="code">Of the feature.</param>
    public static Refusal ChangesByDecision(string code) => new(409, "changes-by-decision",
        $"{Short(code)} chỉ thay đổi bằng quyết định; hãy đưa vào một bản dự thảo.", $"{Short(code)} changes only by decision; take it into a draft.");

    /// <param name="place">Which corner, ring or part; null of the whole.</param>
    /// <param name="vi">What is wrong.</param>
    /// <param name="en">The same in English.</param>
    public static Refusal BadShape(Text? place, string vi, string en) => new(400, "bad-shape",
        place is null ? $"Hình chưa đúng: {vi}." : $"Hình chưa đúng ở {place.Vi}: {vi}.", place is null ? $"The shape is not right: {en}." : $"The shape is not right at {place.En}: {en}.") { Field = "shape" };

    /// <param name="planVi">The title of its plan.</param>
    /// <param name="planEn">The same in English.</param>
    public static Refusal TaskOfElsewhere(string planVi, string planEn) => new(409, "task-of-elsewhere",
        $"Nhiệm vụ này thuộc “{Short(planVi)}”, là kế hoạch của nơi khác; nếu vẫn cần gắn, hãy gửi kèm lý do trong mục “elsewhere”.",
        $"This task is of “{Short(planEn)}”, a plan of another area; if it is to be tied all the same, say why in “elsewhere”.");

    public static Refusal TiedAlready() => new(409, "tied-already", "Nhiệm vụ đã gắn với đối tượng theo vai trò này.", "The task is tied to the place in this role already.");

    public static Refusal NotTied() => new(409, "not-tied", "Nhiệm vụ không gắn với đối tượng theo vai trò này.", "The task is not tied to the place in this role.");

    public static Refusal NotTheLead() => new(403, "not-the-lead",
        "Chỉ cơ quan chủ trì nhiệm vụ mới báo cáo tiến độ.", "Only the agency that leads a task reports on it.");

    static string Kilometres(double metres) => Math.Round(metres / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);

    static string Short(string value) => Echo.Short(value);
}
