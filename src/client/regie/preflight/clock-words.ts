/** More than this apart, in ms, people see it: the time of a comment, the planned begin. Phones go by the server's. */
const mostApart = 5000;

/** How far two clocks are apart, in words. @param apart the server's minus this one's, in ms */
export function apartInWords(apart: number): { well: boolean; words: string } {
	const seconds = Math.round(Math.abs(apart) / 1000);
	if (Math.abs(apart) <= mostApart) return { well: true, words: 'De klok van de server loopt gelijk met die van deze computer.' };
	const how = seconds < 120 ? `${seconds} seconden` : seconds < 7200 ? `${Math.round(seconds / 60)} minuten` : seconds < 172_800 ? `${Math.round(seconds / 3600)} uur` : `${Math.round(seconds / 86_400)} dagen`;
	return { well: false, words: `De klok van de server loopt ${how} ${apart > 0 ? 'voor' : 'achter'} op deze computer.` };
}
