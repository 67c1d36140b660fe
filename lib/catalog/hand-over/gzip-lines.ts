/** Bytes as they come, whatever the size of the pieces. */
type Bytes = AsyncIterable<Uint8Array>;

export interface GzipWriter {
	/** Packs one line; waits while the packing is behind. */
	line(text: string): Promise<void> | undefined;
	/** The packed file. */
	end(): Promise<Uint8Array>;
}

/** Packs lines as they come. The packed bytes are held, never the text. */
export function gzipLines(): GzipWriter {
	const { readable, writable } = new CompressionStream('gzip');
	const packed = collected(readable);
	const writer = writable.getWriter();
	const encoder = new TextEncoder();
	let waiting: string[] = [];
	let length = 0;
	const flush = async () => {
		const text = waiting.join('');
		waiting = [];
		length = 0;
		await writer.ready;
		// what fails here fails in `packed` too, which `end` waits for
		writer.write(encoder.encode(text)).catch(() => {});
	};
	return {
		line(text) {
			waiting.push(text, '\n');
			length += text.length + 1;
			return length < PORTION ? undefined : flush();
		},
		async end() {
			await flush();
			await writer.close();
			return await packed;
		},
	};
}

/** Characters that are packed at a time. */
const PORTION = 64 * 1024;

async function collected(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of stream as unknown as Bytes) {
		pieces.push(piece);
		size += piece.length;
	}
	const whole = new Uint8Array(size);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

/** Why a packed file cannot be read: it is none, or it breaks off or is damaged. */
export class GzipFault extends Error {
	constructor(
		readonly kind: 'foreign' | 'cut',
		options?: ErrorOptions,
	) {
		super(kind, options);
	}
}

/**
 * The lines of a packed file, some at a time, as it streams.
 *
 * @throws GzipFault; what the input itself throws goes on upwards
 */
export async function* gunzipLines(file: Bytes): AsyncGenerator<string[]> {
	const input = new Input(file);
	const decoder = new TextDecoder();
	let rest = '';
	try {
		const unpacked = input.stream().pipeThrough(new DecompressionStream('gzip'));
		for await (const piece of unpacked as unknown as Bytes) {
			const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
			rest = lines.pop() ?? '';
			yield lines;
		}
	} catch (error) {
		throw causeOf(error, input);
	}
	if (rest !== '') yield [rest];
}

function causeOf(error: unknown, { failure, isGzip }: Input): unknown {
	if (failure) return failure.error;
	return new GzipFault(isGzip ? 'cut' : 'foreign', { cause: error });
}

class Input {
	/** What reading the input itself ended with. */
	failure: { error: unknown } | undefined;
	/** Whether it begins as packed files do. */
	isGzip = false;
	private start = 0;

	constructor(private readonly file: Bytes) {}

	stream(): ReadableStream<BufferSource> {
		const iterator = this.file[Symbol.asyncIterator]();
		return new ReadableStream<BufferSource>({
			pull: async (controller) => {
				try {
					const { done, value } = await iterator.next();
					if (done) return controller.close();
					if (this.start === 0 && value.length > 0) this.isGzip = value[0] === 0x1f;
					this.start += value.length;
					controller.enqueue(value as Uint8Array<ArrayBuffer>);
				} catch (error) {
					this.failure = { error };
					controller.error(error);
				}
			},
			cancel: async () => void (await iterator.return?.()),
		});
	}
}
