import { error, type RequestHandler } from '@sveltejs/kit';
import { exportFormats, exportRound, formatExport, type ExportFormat } from '#server/tools/round-export.ts';
import { requireAccount } from '../../account.server.ts';

const types: Record<ExportFormat, string> = {
	json: 'application/json',
	csv: 'text/csv; charset=utf-8',
	pb: 'text/plain; charset=utf-8'
};

/** A closed round as a file: `?ronde=` its number, the last closed one by default. */
export const GET: RequestHandler = ({ locals, params, url }) => {
	requireAccount(locals, url);
	const evening = locals.app.evenings.get(params.evening ?? '');
	const format = exportFormats.find((one) => one === params.format);
	if (!evening || !format) error(404);
	const asked = url.searchParams.get('ronde');
	const exported = exportRound(evening.state, (id) => evening.textOf(id), asked === null ? undefined : Number(asked));
	if ('ok' in exported) error(404);
	return new Response(formatExport(exported, format), {
		headers: {
			'Content-Type': types[format],
			'Content-Disposition': `attachment; filename="uitslag-${exported.evening.code}-ronde-${exported.round.number}.${format}"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
