import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** A message of the conversation, as OpenAI's chat completions have it. */
export interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | { text?: string }[] | null;
}
/** What the model does next: it says something, or calls a tool. */
export type Turn = { say: string } | { call: string; with: Record<string, unknown> };
/** Decides by the last message alone, and by what it was asked. */
export type Script = (last: Message, asked: string) => Turn;

export interface ScriptedModel {
	/** For the field *Base URL* of n8n's OpenAI credential. */
	url: string;
	/** Tools by name, as the last request offered them. */
	tools: Map<string, { description: string; parameters: { properties: object } }>;
	/** What the tools answered so far. */
	heard: string[];
	play(script: Script): void;
	close(): void;
}

/** A language model that answers by script, behind OpenAI's API on loopback. */
export async function startScriptedModel(): Promise<ScriptedModel> {
	let script: Script = () => ({ say: 'Nothing is asked of this model.' });
	const tools: ScriptedModel['tools'] = new Map();
	const heard: string[] = [];
	const server = createServer((request, response) => {
		void (async () => {
			if (request.method !== 'POST') return response.end('{"object":"list","data":[]}');
			const { messages, tools: offered = [] } = (await json(request)) as Asked;
			tools.clear();
			for (const { function: one } of offered) tools.set(one.name, one);
			const last = messages.at(-1)!;
			if (last.role === 'tool') heard.push(textOf(last));
			const asked = messages.filter(({ role }) => role === 'user').at(-1);
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(script(last, asked ? textOf(asked) : ''))));
		})();
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	return {
		url: `http://127.0.0.1:${port}/v1`,
		tools,
		heard,
		play(next) {
			script = next;
			heard.length = 0;
		},
		close: () => void server.close(),
	};
}

/** The text of a message. */
export function textOf({ content }: Message): string {
	return typeof content === 'string'
		? content
		: (content ?? []).map(({ text }) => text ?? '').join('');
}

interface Asked {
	messages: Message[];
	tools?: {
		function: { name: string; description: string; parameters: { properties: object } };
	}[];
}

let calls = 0;

function completion(turn: Turn): object {
	calls += 1;
	const said = { role: 'assistant', content: 'say' in turn ? turn.say : null };
	const message =
		'say' in turn
			? said
			: {
					...said,
					tool_calls: [
						{
							id: `call_${calls}`,
							type: 'function',
							function: { name: turn.call, arguments: JSON.stringify(turn.with) },
						},
					],
				};
	return {
		id: `chatcmpl-${calls}`,
		object: 'chat.completion',
		created: 1,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: 'say' in turn ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
