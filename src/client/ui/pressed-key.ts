/** What takes typed letters for itself. */
const typing = 'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable="true"]';

/** Figures only: a letter that is pressed there is meant for the page. */
const figures = 'input[inputmode="numeric"]';

/**
 * The single key that a shortcut may answer to, letters in lower case ('b', 'arrowdown'); null where the key is meant
 * for something else: a field, a dialog, a combination with Ctrl, Alt or Command, or a key that is held down.
 */
export function pressedKey(event: KeyboardEvent): string | null {
	if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return null;
	const key = event.key.toLowerCase();
	if (!(event.target instanceof Element)) return key;
	if (event.target.matches(figures) && /^[a-z]$/.test(key) && !event.target.closest('dialog[open]')) return key;
	return event.target.closest(`${typing}, dialog[open]`) ? null : key;
}
