import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A chat model that calls the one tool it is offered once, and keeps what the tool said. */
export interface ScriptedModel {
	/** To be set as the Base URL of OpenAI's credential. */
	url: string;
	/** What tools said so far, as the agent hands it to the model. */
	heard: string[];
	close(): Promise<void>;
}

interface Asked {
	messages: { role: string; content: unknown }[];
	tools?: { function: { name: string } }[];
}

/** Speaks as much of OpenAI's chat completions as n8n's AI Agent needs. */
export async function startModel(): Promise<ScriptedModel> {
	const heard: string[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const asked = JSON.parse(Buffer.concat(parts).toString('utf8') || '{}') as Asked;
			const said = (asked.messages ?? []).filter(({ role }) => role === 'tool').at(-1);
			if (said) heard.push(textOf(said.content));
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(said ? answer('Done.') : call(asked)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		heard,
		close: () => new Promise((resolve) => server.close(() => resolve())),
	};
}

function textOf(content: unknown): string {
	if (!Array.isArray(content)) return String(content);
	return content.map((part: { text?: string }) => part.text ?? '').join('');
}

function call({ tools = [] }: Asked): object {
	const name = tools[0]?.function.name ?? 'none';
	const tool = { id: 'call_1', type: 'function', function: { name, arguments: '{}' } };
	return completion({ content: null, tool_calls: [tool] }, 'tool_calls');
}

function answer(content: string): object {
	return completion({ content }, 'stop');
}

function completion(message: object, finish: string): object {
	return {
		id: 'c',
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
