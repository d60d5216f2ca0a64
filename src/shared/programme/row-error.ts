/**
 * Every finding in a file or a pasted text, with the parameters that its message may name. Nothing here is a
 * sentence: `messages/row-errors.nl.json` holds one per code.
 */
export const rowErrorParams = {
	// one row of themes
	'title-missing': [],
	'title-too-long': ['length', 'most'],
	'title-twice': ['title', 'first'],
	'explanation-too-long': ['length', 'most'],
	'quote-too-long': ['column', 'length', 'most'],
	'number-invalid': ['value', 'most'],
	'number-twice': ['number', 'first'],
	'mentioned-invalid': ['value', 'most'],
	'source-too-long': ['length', 'most'],
	'main-theme-unknown': ['value'],
	// a text or file of themes
	'no-rows': [],
	'too-many-rows': ['count', 'most'],
	'no-theme-column': [],
	'columns-unknown': ['columns'],
	'cells-beyond-header': ['cells', 'columns'],
	'quote-mark-open': [],
	'encoding-doubtful': [],
	// a file of forms
	'row-empty': [],
	'no-form-rows': [],
	'too-many-form-rows': ['count', 'most'],
	'no-answer-column': [],
	'answer-too-long': ['column', 'length', 'most'],
	'choice-unknown': ['column', 'value', 'options'],
	'form-theme-unknown': ['column', 'value'],
	'themes-too-many': ['column', 'most'],
	'card-invalid': ['value'],
	'day-invalid': ['value'],
	'day-ahead': ['value'],
	'code-invalid': ['value'],
	'code-twice': ['first'],
	'code-taken': [],
	'asked-unknown': ['value'],
	'cell-is-date': ['column', 'value'],
	'cell-is-error': ['column', 'value'],
	'formula-empty': ['cell'],
	'cells-merged': ['cells'],
	'letters-broken': ['column'],
	'form-known': [],
	'encoding-windows': [],
	// a .pb file
	'pb-section-missing': ['section'],
	'pb-section-twice': ['section'],
	'pb-line-outside-section': [],
	'pb-column-missing': ['section', 'column'],
	'pb-vote-type-missing': [],
	'pb-vote-type-unknown': ['value'],
	'pb-count-differs': ['key', 'stated', 'found'],
	'pb-project-id-invalid': ['value'],
	'pb-project-twice': ['project', 'first'],
	'pb-number-invalid': ['column', 'value'],
	'pb-voter-missing': [],
	'pb-voter-twice': ['voter', 'first'],
	'pb-vote-empty': [],
	'pb-vote-unknown-project': ['project'],
	'pb-vote-twice': ['project'],
	'pb-points-count': ['projects', 'points'],
	'pb-points-invalid': ['value']
} as const satisfies Record<string, readonly string[]>;

export type RowErrorCode = keyof typeof rowErrorParams;

/**
 * One finding. `row` is 1-based: the line of a pasted text or `.pb` file, the row of a sheet (its header is row 1),
 * or the position of a project. An error keeps its row out; a warning does not.
 */
export type RowError = {
	row: number;
	code: RowErrorCode;
	params: Readonly<Record<string, string | number>>;
};

/** A finding whose parameters are exactly those that its code's message may name. */
export function rowError<Code extends RowErrorCode>(
	row: number,
	code: Code,
	params: Record<(typeof rowErrorParams)[Code][number], string | number>
): RowError {
	return { row, code, params };
}
