import { fail } from '@sveltejs/kit';
import { formatOf, newestFormat } from '#shared/programme/collection/form.ts';
import { statusOf } from '#server/web/api.ts';
import { readerOfPage } from '../area.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Forms out of a file: the questions that its columns can hold, and the files that came in. The file itself goes to `/api/form-file`. */
export const load: PageServerLoad = ({ locals, params, url }) => {
	const { account, ...of } = readerOfPage(locals, params.area, url);
	const { collection, imports, staff } = locals.app;
	const names = new Map(staff.accounts().map(({ id, name }) => [id, name]));
	return {
		...of,
		account: account.name,
		format: formatOf(collection.state, newestFormat(collection.state))!,
		imports: imports.list(params.area).map(({ operator, ...one }) => ({ ...one, who: names.get(operator) ?? '' }))
	};
};

export const actions: Actions = {
	withdraw: async ({ locals, params, request, url }) => {
		const { account } = readerOfPage(locals, params.area, url);
		const batch = (await request.formData()).get('batch');
		const outcome = await locals.app.imports.withdraw(typeof batch === 'string' ? batch : '', account.id);
		return outcome.ok ? { done: 'Het bestand is teruggedraaid. De formulieren zijn weg.', refusal: null } : fail(statusOf(outcome), { done: null, refusal: outcome });
	}
};
