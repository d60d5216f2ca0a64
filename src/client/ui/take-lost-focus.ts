/**
 * Attachment for what comes in the place of a form that went by itself: where the focus went with that form, the first
 * button here takes it. Else it falls back to the top of the page, and who works by keyboard begins anew.
 */
export function takeLostFocus(part: HTMLElement): void {
	if (document.activeElement === document.body) part.querySelector('button')?.focus({ preventScroll: true });
}
