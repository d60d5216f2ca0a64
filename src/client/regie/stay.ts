import type { SubmitFunction } from '@sveltejs/kit';
import { goto } from '$app/navigation';

const underWay = new WeakSet<HTMLFormElement>();

/**
 * For `use:enhance`: the page stays where it is, focus and place kept. A form that was accepted is emptied; what was
 * typed in one that was refused stays. A second press before the page shows the answer does nothing.
 */
export const stay: SubmitFunction = ({ formElement, cancel }) => {
	if (underWay.has(formElement)) {
		cancel();
		return;
	}
	underWay.add(formElement);
	formElement.setAttribute('aria-busy', 'true');
	return async ({ result, update }) => {
		if (result.type === 'redirect') {
			formElement.reset();
			await goto(result.location, { invalidateAll: true, keepFocus: true, noScroll: true });
		} else await update({ reset: false });
		underWay.delete(formElement);
		formElement.removeAttribute('aria-busy');
	};
};
