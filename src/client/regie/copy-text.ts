/**
 * Puts a text on the clipboard.
 * @param field shows the text: over plain HTTP there is no clipboard interface, and its selection is copied instead.
 * @returns false where the browser refused; the text is selected then.
 */
export async function copyText(text: string, field: HTMLInputElement): Promise<boolean> {
	try {
		// Undefined on plain HTTP, whatever its type says.
		const clipboard: Clipboard | undefined = navigator.clipboard;
		if (clipboard) {
			await clipboard.writeText(text);
			return true;
		}
	} catch {
		// Not allowed: the old way may still work.
	}
	field.focus();
	field.select();
	return document.execCommand('copy');
}
