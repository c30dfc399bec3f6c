/** Whether a file is a rule graph rather than data, by its name and its first words. */
export async function isGraphFile(file: File): Promise<boolean> {
  if (/\.rules\.json$/i.test(file.name)) return true;
  if (!/\.json$/i.test(file.name)) return false;
  return /"format"\s*:\s*"ruleloom\/graph"/.test(await file.slice(0, 4096).text());
}
