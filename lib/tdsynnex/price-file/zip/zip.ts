import { Problem } from '../../../shared/problem';
import { crc32 } from './crc32';
import {
	CENTRAL,
	type Directory,
	END,
	LATIN1,
	LOCAL,
	readDirectory,
	signature,
	u16,
} from './zip-directory';

/** Bytes as they come, whatever the size of the pieces. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Whether these first bytes are those of a ZIP archive (an empty one too). */
export function isZip(start: Uint8Array): boolean {
	return signature(start, 0) === LOCAL || signature(start, 0) === END;
}

/**
 * The one file inside a ZIP, unpacked as it streams: at most some hundred kilobytes are held. Sizes
 * and checksum are taken from the directory at the end, since a writer that streams leaves them out
 * at the start; they are checked after the last byte, so the reader must not act before it has
 * ended.
 *
 * @param record the name of the file in messages
 * @throws Problem when the archive is empty, cut off, damaged, encrypted, or holds several files
 */
export async function* unzip(archive: Bytes, record: string): AsyncGenerator<Uint8Array> {
	const input = new Tail(archive);
	const entry = await readLocalHeader(input, record);
	const check = { size: 0, crc: 0 };
	try {
		for await (const piece of entry.method === STORED ? input.body() : inflate(input.body())) {
			check.size += piece.length;
			check.crc = crc32(piece, check.crc);
			yield piece;
		}
	} catch (error) {
		throw await explain(error, input, record);
	} finally {
		await input.close();
	}
	const listed = input.directory();
	if (listed === undefined) throw cutOff(record);
	if (listed.files.length !== 1) throw severalFiles(record, listed.files);
	if (check.size !== listed.size || check.crc !== listed.crc) throw damaged(record);
}

/**
 * What is thrown while unpacking comes from the input itself, or from a cut, a second file, or
 * damage: the directory says.
 */
async function explain(error: unknown, input: Tail, record: string): Promise<unknown> {
	if (input.failed) return error;
	await input.drain();
	const listed = input.directory();
	if (listed === undefined) return cutOff(record);
	return listed.files.length > 1 ? severalFiles(record, listed.files) : damaged(record);
}

async function readLocalHeader(input: Tail, record: string): Promise<{ method: number }> {
	for (;;) {
		const head = await input.peek(30);
		if (head.length < 30 || signature(head, 0) !== LOCAL) {
			if (signature(head, 0) === END || signature(head, 0) === CENTRAL)
				throw new Problem({
					code: 'price-file-zip-empty',
					record,
					cause: 'The ZIP archive contains no file',
					remedy: 'Fetch the price file again. If it is still empty, ask TD SYNNEX.',
				});
			throw cutOff(record);
		}
		const method = u16(head, 8);
		const length = 30 + u16(head, 26) + u16(head, 28);
		const whole = await input.peek(length);
		if (whole.length < length) throw cutOff(record);
		const name = LATIN1.decode(whole.subarray(30, 30 + u16(head, 26)));
		if (u16(head, 6) & ENCRYPTED || (method !== STORED && method !== DEFLATED))
			throw new Problem({
				code: 'price-file-zip-method',
				record,
				cause: `The file ${name} in the ZIP archive is ${u16(head, 6) & ENCRYPTED ? 'encrypted' : `compressed in a way (method ${method}) that price files never use`}`,
				remedy: 'Unzip it yourself and use the .AP file, or fetch the original price file.',
			});
		input.skip(length);
		if (!name.endsWith('/')) return { method };
	}
}

async function* inflate(compressed: Bytes): AsyncGenerator<Uint8Array> {
	const iterator = compressed[Symbol.asyncIterator]();
	// Node's own zlib behind a web stream: half the time of a decoder in JavaScript.
	const source = new ReadableStream<BufferSource>({
		async pull(controller) {
			const { done, value } = await iterator.next();
			if (done) controller.close();
			else controller.enqueue(value as Uint8Array<ArrayBuffer>);
		},
	});
	yield* source.pipeThrough(new DecompressionStream('deflate-raw')) as unknown as Bytes;
}

/** The input with its last bytes held back, where the directory of the archive stands. */
class Tail {
	/** Whether reading the input itself went wrong. */
	failed = false;
	private readonly iterator: AsyncIterator<Uint8Array>;
	private held: Uint8Array[] = [];
	private heldBytes = 0;
	private given = 0;

	constructor(archive: Bytes) {
		this.iterator = archive[Symbol.asyncIterator]();
	}

	/** The next bytes without taking them; fewer when the input ends. */
	async peek(length: number): Promise<Uint8Array> {
		while (this.heldBytes < length && (await this.more())) continue;
		this.held = [join(this.held)];
		return (this.held[0] as Uint8Array).subarray(0, length);
	}

	/** Takes bytes that `peek` has shown. */
	skip(length: number): void {
		const all = join(this.held);
		this.held = [all.subarray(length)];
		this.heldBytes -= length;
	}

	/** The packed bytes of the file, to their exact end. */
	async *body(): AsyncGenerator<Uint8Array> {
		do {
			while (this.held[0] && this.heldBytes - this.held[0].length >= HOLD_BACK) {
				const piece = this.held.shift() as Uint8Array;
				this.heldBytes -= piece.length;
				this.given += piece.length;
				yield piece;
			}
		} while (await this.more());
		const left = (this.directory()?.packed ?? 0) - this.given;
		// Without a directory the input was cut off: `unzip` says so after what there is.
		if (left > 0) yield join(this.held).subarray(0, left);
	}

	/** Reads on to the end, keeping only the tail. */
	async drain(): Promise<void> {
		while (await this.more()) {
			while (this.held[0] && this.heldBytes - this.held[0].length >= HOLD_BACK)
				this.heldBytes -= (this.held.shift() as Uint8Array).length;
		}
	}

	async close(): Promise<void> {
		await this.iterator.return?.();
	}

	/** `undefined` when there is none: the input was cut off. */
	directory(): Directory | undefined {
		return readDirectory(join(this.held));
	}

	private async more(): Promise<boolean> {
		const step = this.iterator.next();
		step.catch(() => (this.failed = true));
		const { done, value } = await step;
		if (done) return false;
		this.held.push(value);
		this.heldBytes += value.length;
		return true;
	}
}

function cutOff(record: string): Problem {
	return new Problem({
		code: 'price-file-zip-cut',
		record,
		cause: 'The ZIP archive is cut off: its end is missing, so nothing of it was used',
		remedy: 'Fetch the file again, in binary mode, and after TD SYNNEX has finished writing it.',
		retryable: true,
	});
}

function severalFiles(record: string, files: string[]): Problem {
	const shown = files.slice(0, 5).join(', ');
	return new Problem({
		code: 'price-file-zip-several',
		record,
		cause: `The ZIP archive contains ${files.length} files (${shown}${files.length > 5 ? ', ...' : ''}); that of a price file contains one`,
		remedy:
			'Check the path in the node that fetches the file: the price file is <account number>.zip.',
	});
}

function damaged(record: string): Problem {
	return new Problem({
		code: 'price-file-zip-damaged',
		record,
		cause:
			'The ZIP archive is damaged: its content does not match its checksum, so nothing of it was used',
		remedy: 'Fetch the file again, in binary mode.',
		retryable: true,
	});
}

function join(chunks: Uint8Array[]): Uint8Array {
	if (chunks.length === 1) return chunks[0] as Uint8Array;
	const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of chunks) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/**
 * The longest comment (65,535), the end records, and room for the directory of a handful of files.
 */
const HOLD_BACK = 80_000;
