import { applyAction } from '$app/forms';
import type { SubmitFunction } from '@sveltejs/kit';

/** For `use:enhance`: shows what a form was answered, and asks nothing more of a program that may be ending. */
export const answered: SubmitFunction = () => async ({ result }) => applyAction(result);
