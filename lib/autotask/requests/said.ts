import { z } from 'zod';

/** What a failed answer says, cut to a few words, and who says it. */
export interface Said {
	text: string;
	/**
	 * `autotask`: JSON in one of its known shapes. `text`: a plain sentence, as Autotask rarely
	 * sends. `page`: a web page, other JSON, or nothing: of a server or a proxy in between, so that
	 * it is no answer about a record or a login.
	 */
	by: 'autotask' | 'text' | 'page';
}

/**
 * The sentences of an answer that failed. Seen are `{"errors": ["..."]}` with or without `errorId`,
 * `{"errors": [{"message": "..."}]}`, ASP.NET's `{"Message": "..."}` with or without `ModelState`
 * and `ExceptionMessage`, plain text, and web pages.
 */
export function saidIn(body: string): Said {
	const json = parsed(body);
	const known = json === undefined ? undefined : FAILURE.safeParse(json);
	if (known?.success && known.data !== '') return { text: excerptOf(known.data), by: 'autotask' };
	const text = excerptOf(body);
	// JSON that breaks off says nothing for certain, whatever words are left of it
	const isCut = json === undefined && /^\s*[{[]/.test(body);
	const isPage = /^\s*</.test(body) || /<(html|body|head)\b/i.test(body);
	if (text === '' || json !== undefined || isCut || isPage) return { text, by: 'page' };
	return { text, by: 'text' };
}

/** A few words of a body: no tags, one line, at most 200 characters. */
export function excerptOf(body: string): string {
	const plain = body
		.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>?/g, ' ')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	return plain.length > 200 ? `${plain.slice(0, 197)}...` : plain;
}

/** Whether Autotask met a fault of its own, after which nobody knows what was done. */
export function isUnexpected(text: string): boolean {
	return /unexpected error|an error has occurred|exception/i.test(text);
}

/** Autotask's own words, whatever the status; the call was turned away at the door. */
export function isThreadLimit(text: string): boolean {
	return /thread threshold|itgenatr005/i.test(text);
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

const sentence = z.union([z.string(), z.number().transform(String)]);
const reason = z.union([
	sentence,
	z.object({ message: sentence }).transform(({ message }) => message),
	z.object({ Message: sentence }).transform(({ Message }) => Message),
]);

const FAILURE = z.union([
	z
		.object({
			errors: z.union([z.array(reason).min(1), reason.transform((one) => [one])]),
			errorId: sentence.nullish(),
		})
		.transform(({ errors, errorId }) =>
			[
				...errors.map((one) => one.trim()),
				...(errorId == null ? [] : [`Error ID: ${errorId}`]),
			].join(' '),
		),
	z
		.object({
			Message: sentence,
			MessageDetail: sentence.nullish(),
			ExceptionMessage: sentence.nullish(),
			ModelState: z.record(z.union([z.array(sentence), sentence])).nullish(),
		})
		.transform(({ Message, MessageDetail, ExceptionMessage, ModelState }) =>
			[Message, MessageDetail, ExceptionMessage, ...inModelState(ModelState ?? {})]
				.filter(Boolean)
				.join(' '),
		),
]);

/** `{"product.unitCost": ["..."]}` as `product.unitCost: ...`. */
function inModelState(state: Record<string, string | string[]>): string[] {
	return Object.entries(state).map(([field, said]) => `${field}: ${[said].flat().join(' ')}`);
}
