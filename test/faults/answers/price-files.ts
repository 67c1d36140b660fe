import { gzipSync, strToU8, zipSync } from 'fflate';
import { type Random, randomOf } from '../../../sandbox/core';
import { rowsOf } from '../../../sandbox/world/price-row';
import { World } from '../../../sandbox/world/world';

/** A price file as it arrives. */
export interface Arrived {
	/** How it was spoilt. */
	kind: string;
	name: string;
	bytes: Uint8Array;
	/** n8n can no longer read it from so many bytes on; -1 = the item has none. */
	failsAt?: number;
	/** The rows that it still holds, for whoever reads it rightly; `null` = it is no price file. */
	text: string | null;
	/** Rows are gone or other than they were, and nothing in the file can show it. */
	unseen?: true;
}

const HEADER = 'SANDBOX846~HDR~260601~260601~C~~~~~';
const OPENS_AT = Date.parse('2026-06-01T00:00:00Z');
/** Products as the twin writes them, those left out whose rows are odd on purpose. */
const ROWS = (() => {
	const world = new World({ seed: 7, skus: 400, opensAt: OPENS_AT });
	return Array.from({ length: 400 }, (_, at) => world.at(at))
		.filter(({ hostility }) => hostility === null)
		.slice(0, 80)
		.flatMap((product) => rowsOf(product, 'US', OPENS_AT));
})();

const TEXT = [HEADER, ...ROWS, ''].join('\r\n');
const ARCHIVE = zipped({ '100001.AP': TEXT });

/** The file as TD SYNNEX wrote it. */
export const WHOLE = { kind: 'whole', name: '100001.zip', bytes: ARCHIVE, text: TEXT };

const ROW_LENGTH = (ROWS[0] as string).split('~').length;
/** The SKUs of the whole file. */
export const SKUS = ROWS.map((row) => row.split('~')[4] ?? '');

/** @param kind one of {@link KINDS} */
export function spoilt(seed: number, kind: string): Arrived {
	const random = randomOf(seed, 'price-files', kind);
	const isPlain = random.chance(0.5);
	const packed = (changed: string, rest: Partial<Arrived> = {}): Arrived =>
		isPlain
			? { kind, name: '100001.AP', bytes: latin1(changed), text: changed, ...rest }
			: {
					kind,
					name: '100001.zip',
					bytes: zipped({ '100001.AP': changed }),
					text: changed,
					...rest,
				};
	const raw = (content: Uint8Array | string, rest: Partial<Arrived> = {}): Arrived => ({
		kind,
		name: '100001.zip',
		bytes: typeof content === 'string' ? latin1(content) : content,
		text: null,
		...rest,
	});
	return (SPOILS[kind] as Spoil)({ random, text: TEXT, zip: ARCHIVE, packed, raw });
}

interface Tools {
	random: Random;
	/** The whole file's text and archive. */
	text: string;
	zip: Uint8Array;
	/** The text as `.zip` or `.AP`. */
	packed(text: string, rest?: Partial<Arrived>): Arrived;
	/** Bytes as they are, under the archive's name. */
	raw(content: Uint8Array | string, rest?: Partial<Arrived>): Arrived;
}
type Spoil = (tools: Tools) => Arrived;

const PAGES = [
	'<html><head><title>Sign in</title></head><body>User name, password</body></html>',
	'<!DOCTYPE html><h1>403 Forbidden</h1>',
	'530 Login incorrect.\r\n',
	'{"error":"access_denied","message":"Invalid credentials"}',
	'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
	'SKU,MPN,Price\r\n1,2,3\r\n',
	'%PDF-1.7\n%\u00e2\u00e3',
	'Rar!\u001a\u0007\u0000',
	'7z\u00bc\u00af\u0027\u001c',
];

const SPOILS: Record<string, Spoil> = {
	empty: ({ random, raw }) => raw(random.pick(['', '\r\n', '\n\n\n', ' ', '\u00ef\u00bb\u00bf'])),
	'a page': ({ random, raw }) => raw(random.pick(PAGES)),
	'a page in an archive': ({ random, raw }) => raw(zipped({ '100001.AP': random.pick(PAGES) })),
	'another archive': ({ random, text, raw }) =>
		raw(random.pick([zipped({}), zipped({ 'a.xml': 'a', 'b.xml': 'b' }), gzipSync(latin1(text))])),
	'an archive in an archive': ({ zip, raw }) => raw(zipSync({ '100001.zip': zip })),
	'a price list beside it': ({ text, raw }) =>
		raw(zipped({ '100001.AP': text, 'readme.txt': 'Prices' })),
	'archive cut off': ({ random, zip, raw }) => raw(zip.subarray(0, random.int(1, zip.length - 1))),
	'archive without its beginning': ({ random, zip, raw }) =>
		raw(zip.subarray(random.int(1, 2_000))),
	'bytes of the archive changed': ({ random, zip, text, raw }) =>
		raw(withOther(zip, random), { text }),
	'a hole of zeros in the archive': ({ random, zip, text, raw }) =>
		raw(holed(zip, random), { text }),
	'archive in text mode': ({ random, zip, raw }) =>
		raw(random.chance(0.5) ? withoutReturns(zip) : withReturns(zip)),
	'junk behind the archive': ({ random, zip, text, raw }) =>
		raw(joined(zip, latin1('x'.repeat(random.int(1, 300)))), { text }),
	'two archives, one behind the other': ({ zip, text, raw }) => raw(joined(zip, zip), { text }),
	'no file': ({ zip, raw }) => raw(zip, { failsAt: -1 }),
	'reading breaks off': ({ random, zip, raw }) =>
		raw(zip, { failsAt: random.int(0, zip.length - 1) }),
	'text cut off': ({ random, text, packed }) => {
		const cut = text.slice(0, random.int(1, text.length - 1));
		const [last = ''] = cut.split('\r\n').slice(-1);
		// where a row is whole, nothing tells that others followed it
		const isWhole = last === '' || last.split('~').length === ROW_LENGTH;
		return packed(cut, isWhole ? { unseen: true } : {});
	},
	'rows gone': ({ random, text, packed }) => {
		const lines = text.split('\r\n');
		const gone = random.int(1, lines.length - 2);
		lines.splice(random.int(1, lines.length - 1 - gone), gone);
		return packed(lines.join('\r\n'), { unseen: true });
	},
	'characters changed': ({ random, text, packed }) =>
		packed(LATIN1.decode(withOther(latin1(text), random)), { unseen: true }),
	'columns moved': ({ random, text, packed }) => ({ ...packed(moved(text, random)), text }),
	'another separator': ({ random, text, packed }) =>
		packed(text.replaceAll('~', random.pick([',', '\t', '|'])), { text: null }),
	'one endless line': ({ random, text, packed }) =>
		packed(random.chance(0.5) ? 'x'.repeat(3_000_000) : text.replaceAll('\r\n', ''), {
			text: null,
		}),
	'another header': ({ random, text, packed }) =>
		packed(
			text.replace(
				HEADER,
				random.pick([
					'',
					'TEST846~HDR',
					'TEST846~HDR~260601~260601~~~~~~',
					'TEST846~DTL~1',
					HEADER.replace('~C~', '~U~'),
				]),
			),
			{ text: null },
		),
	'two bytes a character': ({ text, raw }) => raw(new Uint8Array(Buffer.from(text, 'utf16le'))),
	'other line ends': ({ random, text, packed }) => {
		const end = random.pick(['\n', '\r\r\n', '\r\n\r\n']);
		return packed(text.replaceAll('\r\n', end));
	},
	'rows twice': ({ random, text, packed }) => {
		const lines = text.split('\r\n');
		return packed([...lines.slice(0, -1), ...lines.slice(random.int(1, 70))].join('\r\n'));
	},
	'header alone': ({ packed }) => packed(`${HEADER}\r\n`, { text: null }),
};

/** The ways in which a file is spoilt. */
export const KINDS = Object.keys(SPOILS);

/** The rows of a text, by the SKU of the last one: what may come out of it at most. */
export function rowsIn(text: string): Map<string, { mpn: string; cost: string }> {
	const rows = text
		.split('\n')
		.slice(1)
		.map((line) => line.replace(/\r+$/, '').split('~'))
		.filter(([, type]) => type === 'DTL');
	return new Map(
		rows.map((cells) => [cells[4] ?? '', { mpn: cells[2] ?? '', cost: cells[12] ?? '' }]),
	);
}

function moved(text: string, random: Random): string {
	const at = random.int(3, 20);
	const isMore = random.chance(0.5);
	return text
		.split('\r\n')
		.map((line, index) => {
			const cells = line.split('~');
			if (index > 0 && cells.length > 20)
				cells.splice(at, isMore ? 0 : 1, ...(isMore ? ['x'] : []));
			return cells.join('~');
		})
		.join('\r\n');
}

function withOther(bytes: Uint8Array, random: Random): Uint8Array {
	const changed = bytes.slice();
	for (let count = random.int(1, 5); count > 0; count -= 1)
		changed[random.int(0, changed.length - 1)] = random.int(0, 255);
	return changed;
}

function holed(bytes: Uint8Array, random: Random): Uint8Array {
	const from = random.int(0, bytes.length - 1);
	return bytes.slice().fill(0, from, from + random.int(1, 500));
}

/** As a transfer in ASCII mode does on its way to Unix, and to Windows. */
function withoutReturns(bytes: Uint8Array): Uint8Array {
	return bytes.filter((byte) => byte !== 13);
}

function withReturns(bytes: Uint8Array): Uint8Array {
	return Uint8Array.from([...bytes].flatMap((byte) => (byte === 10 ? [13, 10] : [byte])));
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
	return Uint8Array.from([...one, ...other]);
}

function zipped(files: Record<string, string>): Uint8Array {
	return zipSync(
		Object.fromEntries(Object.entries(files).map(([name, text]) => [name, latin1(text)])),
	);
}

function latin1(text: string): Uint8Array {
	return strToU8(text, true);
}

const LATIN1 = new TextDecoder('latin1');
