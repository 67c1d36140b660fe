import { setTimeout as sleep } from 'node:timers/promises';
import { BROWSER } from './browser-name';

/** Opens a link as a browser does. The message is out a moment before n8n has put the run to rest. */
export async function click(link = ''): Promise<number> {
	for (let tries = 0; ; tries++) {
		const answer = await fetch(link, { headers: BROWSER });
		const early = answer.status === 409 && (await answer.text()).includes('running already');
		if (!early || tries === 100) return answer.status;
		await sleep(300);
	}
}

/** The address behind a button of a mail that asks for an approval. */
export function buttonIn(mail: string, answer: 'yes' | 'no'): string {
	const link = new RegExp(`https?:\\/\\/[^"\\s<>]*approved=${answer === 'yes'}[^"\\s<>]*`).exec(
		mail,
	);
	return (link?.[0] ?? '').replaceAll('&amp;', '&');
}
