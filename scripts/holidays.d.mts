/** Makes the files of public holidays; the folder, or nothing when the package of their rules is not installed. */
export function makeHolidays(year: number): Promise<string | undefined>;
