import type { Attachment } from 'svelte/attachments';

/**
 * On a file input: tells what a person chose, also what was chosen before the page's script ran. The same file again,
 * mended since, counts as a new choice.
 */
export function files(onpick: (files: File[]) => void): Attachment<HTMLInputElement> {
	return (input) => {
		const pick = () => {
			const chosen = [...(input.files ?? [])];
			input.value = '';
			if (chosen.length > 0) onpick(chosen);
		};
		pick();
		input.addEventListener('change', pick);
		return () => input.removeEventListener('change', pick);
	};
}
