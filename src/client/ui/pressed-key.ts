/** What takes typed letters for itself. */
const typing = 'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable="true"]';

/** Where no letter is typed: figures only, a day, a text to take along. One that is pressed there is meant for the page. */
const withoutLetters = 'input[inputmode="numeric"], input[type="date"], input[readonly]';

/**
 * The single key that a shortcut may answer to, letters in lower case ('b', 'arrowdown'); null where the key is meant
 * for something else: a field, a dialog, a combination with Ctrl, Alt or Command, or a key that is held down.
 */
export function pressedKey(event: KeyboardEvent): string | null {
	if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
	const key = event.key.toLowerCase();
	if (!(event.target instanceof Element)) return key;
	if (/^[a-z]$/.test(key) && !takesLetter(event.target, key) && !event.target.closest('dialog[open]')) return key;
	return event.target.closest(`${typing}, dialog[open]`) ? null : key;
}

/** Does this letter do something in the field? In a list of choices it goes to the next that begins with it, where one does. */
function takesLetter(field: Element, letter: string): boolean {
	if (!field.matches('select')) return field.matches(typing) && !field.matches(withoutLetters);
	return [...(field as HTMLSelectElement).options].some(({ text }) => text.trim().toLowerCase().startsWith(letter));
}
