import { createWriteStream } from 'node:fs';
import { truncate, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

import { feedDate, rowsOf, TRADING_PARTNER } from './price-row';
import type { World } from './world';

/** What can be wrong with a whole file. */
export type FileDefect =
	/** 2 % of rows have too few fields. */
	| 'bad-rows'
	/** The last row stops in its middle, as when a transfer breaks off. */
	| 'truncated-last-row'
	/** The first line is no HDR record. */
	| 'unknown-header'
	/** HDR field 5 is empty: full or delta, nobody knows. */
	| 'blank-qualifier'
	/** The archive lacks its second half. */
	| 'truncated-zip'
	/** What bears the name `.zip` is a web page. */
	| 'no-zip';

export type FileEncoding = 'latin1' | 'utf8' | 'utf8-bom';

export interface PriceFileOptions {
	/** `C` everything; `U` only `indexes`. */
	qualifier: 'C' | 'U';
	/** Products of a delta, by index. */
	indexes?: readonly number[];
	defect?: FileDefect | null;
	/** How letters beyond ASCII are written: TD SYNNEX does not say, and clients read latin1. Default latin1. */
	encoding?: FileEncoding;
	/** Milliseconds since 1970: the dates of the HDR record. */
	writtenAt: number;
}

/** The text of `<account>.AP`, in pieces of some 64 kB: HDR, then DTL lines, CRLF, no trailer. */
export async function* priceFileText(
	world: World,
	options: PriceFileOptions,
): AsyncGenerator<Buffer> {
	const encoded = (text: string) =>
		Buffer.from(
			text,
			options.encoding === undefined || options.encoding === 'latin1' ? 'latin1' : 'utf8',
		);
	let lines: string[] = [(options.encoding === 'utf8-bom' ? '\uFEFF' : '') + headerOf(options)];
	let length = 0;
	let row = 0;
	for (const index of indexesOf(world, options)) {
		for (const line of rowsOf(world.at(index), world.country, world.opensAt)) {
			const spoilt = options.defect === 'bad-rows' && row++ % 50 === 7;
			const written = spoilt ? line.split('~').slice(0, 33).join('~') : line;
			lines.push(written);
			length += written.length;
		}
		if (length < 65_536) continue;
		yield encoded(lines.join('\r\n') + '\r\n');
		lines = [];
		length = 0;
	}
	const last = lines.join('\r\n') + '\r\n';
	if (options.defect !== 'truncated-last-row') return yield encoded(last);
	const lineStart = last.lastIndexOf('\r\n', last.length - 3);
	yield encoded(last.slice(0, lineStart + 2 + 150));
}

/** Writes `<account>.zip` holding `<account>.AP`. */
export async function writePriceZip(
	path: string,
	account: string,
	world: World,
	options: PriceFileOptions,
): Promise<void> {
	const zip = new ZipFile();
	const text = Readable.from(priceFileText(world, options), { objectMode: false });
	zip.addReadStream(text, `${account}.AP`, {
		mtime: new Date(options.writtenAt),
		compressionLevel: 4,
	});
	zip.end();
	await pipeline(zip.outputStream as Readable, createWriteStream(path));
	if (options.defect === 'truncated-zip')
		await truncate(path, Math.floor((await stat(path)).size / 2));
}

function headerOf({ qualifier, defect, writtenAt }: PriceFileOptions): string {
	if (defect === 'unknown-header') return 'Manufacturer Part~TD Part~SKU~Status~Description';
	const day = feedDate(writtenAt, 0);
	return `${TRADING_PARTNER}~HDR~${day}~${day}~${defect === 'blank-qualifier' ? '' : qualifier}~~~~~`;
}

function* indexesOf(world: World, { qualifier, indexes }: PriceFileOptions): Generator<number> {
	if (qualifier === 'U') return yield* indexes ?? [];
	for (let index = 0; index < world.skus; index++) yield index;
}
