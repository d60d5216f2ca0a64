/** What makes two titles the same, whatever their capitals and spaces. */
export function titleKey(title: string): string {
	return title.trim().replace(/\s+/g, ' ').toLowerCase();
}
