/** What a test says of a row; the rest is filled with something believable. */
export interface RowFacts {
	sku?: string;
	mpn?: string;
	name?: string;
	manufacturer?: string;
	/** As the file writes it: `129.90`, `1,299.00`, empty. */
	cost?: string;
	categoryCode?: string;
	stock?: string;
	/** C end of life, T to be discontinued; A without. */
	lifecycleCode?: string;
	replacementSku?: string;
}

/**
 * A price file as TD SYNNEX lays it down, before it is zipped: header, rows, CRLF, latin1.
 * @param created the day of its header, as the file writes it
 */
export function priceFile(
	rows: (RowFacts | string)[],
	qualifier: 'C' | 'U' = 'C',
	created = '260115',
): Buffer {
	const lines = rows.map((row, index) => (typeof row === 'string' ? row : line(row, index)));
	return Buffer.from(
		[`TEST846~HDR~${created}~${created}~${qualifier}~~~~~`, ...lines, ''].join('\r\n'),
		'latin1',
	);
}

function line(facts: RowFacts, index: number): string {
	const fields = new Array<string>(70).fill('');
	const at = (position: number, value: string) => (fields[position - 1] = value);
	at(1, 'TEST846');
	at(2, 'DTL');
	at(3, facts.mpn ?? `MPN-${index}`);
	at(5, facts.sku ?? String(90_000_001 + index));
	at(7, facts.name ?? `Test product ${index}`);
	at(8, facts.manufacturer ?? 'ACME');
	at(10, facts.stock ?? '5');
	at(13, facts.cost ?? '100.00');
	at(14, '150.00');
	at(21, facts.cost ?? '100.00');
	at(25, facts.categoryCode ?? '011001');
	at(40, facts.lifecycleCode ?? 'A');
	at(65, facts.replacementSku ?? '');
	return fields.join('~');
}
