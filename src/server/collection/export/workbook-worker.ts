import { parentPort, workerData } from 'node:worker_threads';
import writeXlsxFile from 'write-excel-file/node';

/** The sheets that the thread is given. */
export interface WorkbookJob {
	sheets: { name: string; rows: (string | number)[][] }[];
}

if (parentPort === null) throw new Error('workbook-worker.ts runs as a worker thread only');
const { sheets } = workerData as WorkbookJob;
/** What a cell of a workbook holds at most, in characters. */
const longestCell = 32_767;
/** By column, in characters: as wide as its widest cell, within reason. */
const widthOf = (rows: WorkbookJob['sheets'][number]['rows'], column: number) => Math.min(60, Math.max(8, ...rows.slice(0, 200).map((row) => String(row[column] ?? '').length + 2)));
// In a thread: 25,000 rows take seconds, in which no phone would be answered. Texts are texts in a workbook: no formula runs.
const bytes = await writeXlsxFile(
	sheets.map(({ name, rows }) => ({
		sheet: name,
		stickyRowsCount: 1,
		columns: (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows, column) })),
		data: rows.map((row, index) =>
			row.map((value) =>
				value === '' ? null : typeof value === 'number' ? { value, type: Number } : { value: value.slice(0, longestCell), type: String, ...(index === 0 && { fontWeight: 'bold' as const }), ...(value.length > 60 && { wrap: true }) }
			)
		)
	}))
).toBuffer();
parentPort.postMessage(bytes);
