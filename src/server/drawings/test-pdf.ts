/** PDF files for tests, good and bad, written from nothing: each page has its number on it, large. */
export function pdfFile(
	pages: number,
	{ width = 842, height = 595, words = (page: number) => `Bladzijde ${page}`, encrypted = false, catalogue = '' }: {
		/** In points, of every page. */
		width?: number;
		height?: number;
		words?: (page: number) => string;
		/** It asks for a password that nobody knows. */
		encrypted?: boolean;
		/** What else stands in its catalogue, such as an action to be taken when it is opened. */
		catalogue?: string;
	} = {}
): Buffer {
	const objects = [
		`<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
		`<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, index) => `${4 + 2 * index} 0 R`).join(' ')}] >>`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>'
	];
	for (let page = 1; page <= pages; page += 1) {
		// An edge along all four sides: what is cut off shows.
		const drawn = `6 w 3 3 ${width - 6} ${height - 6} re S BT /F ${Math.round(height / 6)} Tf 60 ${Math.round(height / 2)} Td (${words(page)}) Tj ET`;
		objects.push(
			`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * (page - 1)} 0 R >>`,
			`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`
		);
	}
	if (encrypted) objects.push(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}> >>`);
	let text = '%PDF-1.4\n';
	const places = objects.map((body, index) => {
		const place = text.length;
		text += `${index + 1} 0 obj\n${body}\nendobj\n`;
		return place;
	});
	const table = text.length;
	text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`;
	text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<01> <01>] ${encrypted ? `/Encrypt ${objects.length} 0 R ` : ''}>>\nstartxref\n${table}\n%%EOF\n`;
	return Buffer.from(text, 'latin1');
}
