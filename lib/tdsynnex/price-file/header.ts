import { Problem } from '../../shared/problem';
import { isoDate } from './values';

export interface PriceFileHeader {
	/**
	 * `full` = all that TD SYNNEX puts into this account's file. `delta` = changes only: what is
	 * missing says nothing.
	 */
	kind: 'full' | 'delta';
	/** ISO date; `null` when it cannot be read. */
	created: string | null;
	tradingPartner: string;
}

/** Which kind of file the flow is built for. */
export type Expected = 'full' | 'delta' | 'either';

/**
 * The first line: `DEMO846~HDR~260115~260115~C~~~~~`. Its fifth field says whether the file is
 * complete (C) or an update (U); anything else stops the run, because to take a delta for a full
 * file would make every product that did not change look as if it were gone.
 *
 * @throws Problem when the line is no header, or not of the expected kind
 */
export function readFileHeader(line: string, expected: Expected, record: string): PriceFileHeader {
	if (line === '')
		throw new Problem({
			code: 'price-file-empty',
			record,
			cause: 'The file is empty',
			remedy: 'Fetch the file again, after TD SYNNEX has finished writing it.',
			retryable: true,
		});
	const fields = line
		.replace(BYTE_ORDER_MARK, '')
		.split('~')
		.map((field) => field.trim());
	if (fields[1]?.toUpperCase() !== 'HDR')
		throw new Problem({
			code: 'price-file-header',
			record,
			cause: `This is neither a ZIP archive nor a TD SYNNEX price file: its first line is not an HDR line${begins(line)}`,
			remedy:
				'Check the path in the node that fetches the file: the price file is <account number>.zip.',
		});
	const qualifier = fields[4]?.toUpperCase() ?? '';
	const kind = KINDS[qualifier];
	if (kind === undefined)
		throw new Problem({
			code: 'price-file-qualifier',
			record,
			cause: `The header does not say whether the file is complete (C) or an update (U): its fifth field is ${qualifier ? `“${qualifier}”` : 'empty'}`,
			remedy: 'Fetch the file again. If the problem persists, ask TD SYNNEX.',
		});
	if (expected !== 'either' && kind !== expected)
		throw new Problem({
			code: 'price-file-kind',
			record,
			cause: `This is ${WORDS[kind]}, but ${WORDS[expected]} is expected`,
			remedy: `Fetch ${WORDS[expected].replace(/^an? /, 'the ')}, or set Expected File to the other kind if that is what you want.`,
		});
	return { kind, created: isoDate(fields[2] ?? ''), tradingPartner: fields[0] ?? '' };
}

/** Its first printable characters, so that a web page or another list is recognised. */
function begins(line: string): string {
	const said = line
		.replace(/[^\x20-\x7E]+/g, ' ')
		.trim()
		.slice(0, 60)
		.trim();
	return said ? ` (it begins “${said}”)` : '';
}

/** What a UTF-8 file may begin with, as single-byte text shows it. */
const BYTE_ORDER_MARK = /^\u00EF\u00BB\u00BF/;
const KINDS: Record<string, PriceFileHeader['kind']> = { C: 'full', U: 'delta' };
const WORDS = {
	full: 'a full file (header C)',
	delta: 'an update file with changes only (header U)',
};
