import { LOGIN, type ShippedStage } from './shipped';
import { until } from './until';

/** One message on the page of a *Chat* trigger. @returns the body of n8n's answer */
export async function say(
	stage: ShippedStage,
	file: string,
	chatInput: string,
): Promise<Record<string, string>> {
	const hook = stage.workflows
		.find((workflow) => workflow.file === file)
		?.nodes.find(({ name }) => name === 'Chat')?.webhookId;
	const login = Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64');
	const answer = await fetch(`${stage.home.url}/webhook/${hook}/chat`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Basic ${login}` },
		body: JSON.stringify({ action: 'sendMessage', sessionId: 'a-person', chatInput }),
	});
	return (await answer.json()) as Record<string, string>;
}

/** The same on a page that stays open. @returns waits for what the page shows when the run goes on */
export async function sayAndStay(
	stage: ShippedStage,
	file: string,
	chatInput: string,
): Promise<() => Promise<string>> {
	const { executionId, resumeToken } = await say(stage, file, chatInput);
	const asked = `sessionId=a-person&executionId=${executionId}&isPublic=true&token=${resumeToken}`;
	const socket = new WebSocket(`${stage.home.url.replace('http', 'ws')}/chat?${asked}`);
	const shown: string[] = [];
	socket.onmessage = ({ data }: { data: unknown }) => {
		const text = String(data);
		if (text === 'n8n|heartbeat') socket.send('n8n|heartbeat-ack');
		else if (!text.startsWith('n8n|')) shown.push(text);
	};
	return async () => {
		const text = await until('the reply on the chat page', () => shown[0]);
		// the page says that it has shown it, and the run ends
		socket.send(JSON.stringify({ sessionId: 'a-person', action: 'sendMessage', chatInput: '' }));
		socket.close();
		return text;
	};
}
