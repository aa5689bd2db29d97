/** A file's bytes as the service takes them: as Base64. */
export function base64(file: File) {
  return new Promise<string>((done, failed) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => { const url = reader.result as string; done(url.slice(url.indexOf(",") + 1)); });
    reader.addEventListener("error", () => failed(reader.error ?? new Error(file.name)));
    reader.readAsDataURL(file);
  });
}
