import { setTimeout as sleep } from 'node:timers/promises';
import { BROWSER } from './browser-name';
import type { ShippedStage } from './shipped';
import { SPEND } from './signed-call';
import { until } from './until';

const FILE = 'approve-orders';
const ABOVE = { ...SPEND, approvalAbove: '1000' };
/** Enough pieces for a total above the limit. */
const MANY = 40;

/**
 * Orders above a limit wait for a person, who is asked by mail or in Slack.
 * @returns what is to be run much later: an answer that never comes is noticed by n8n within a minute or two
 */
export function approvals(stage: () => ShippedStage): () => void {
	let silent = '';
	const write = (memo: string) => stage().writePo({ memo, quantity: MANY }).number;
	const asked = async (number: string) =>
		await until(`the message about PO ${number}`, () =>
			stage().slack.all.find(({ text }) => text.includes(`PO ${number} for`)),
		);

	describe('an order above the limit', () => {
		/** As shipped: the pictures are taken of it. */
		afterAll(async () => {
			await stage().change(FILE, { askBy: 'mail' }, { 'Ask in Slack': false });
		});

		it('goes out once a person has said yes by mail, and nobody is asked twice', async () => {
			const number = write('ask by mail');
			await stage().change(FILE, { ...ABOVE, memoMark: 'ask by mail' });
			await stage().run(FILE);
			const mail = await stage().mails.next(new RegExp(`Approve PO ${number} for`));
			expect(stage().placed(number)).toBe(0);
			expect(mail).toMatch(/Ship to, by FG/);
			const link = /https?:\/\/[^"\s<>]*webhook-waiting[^"\s<>]*/.exec(mail)?.[0] ?? '';
			const page = link.replaceAll('&amp;', '&');
			// a mail scanner opens the link: it sees a page, and nothing is decided
			expect(await opened(page)).toContain('Order it');
			expect(stage().placed(number)).toBe(0);
			expect(await decide(page, 'Order it')).toBe(200);
			await stage().mails.next(new RegExp(`PO ${number}: ordered`));
			expect(stage().placed(number)).toBe(1);
			await stage().run(FILE);
			const about = stage().mails.all.filter((text) => text.includes(`Approve PO ${number}`));
			expect(about).toHaveLength(1);
		});

		it('approved once ordering was switched off, is not ordered', async () => {
			const number = write('too late');
			await stage().change(FILE, { ...ABOVE, memoMark: 'too late' });
			await stage().run(FILE);
			const mail = await stage().mails.next(new RegExp(`Approve PO ${number} for`));
			await stage().change(FILE, { orderNow: false });
			const link = /https?:\/\/[^"\s<>]*webhook-waiting[^"\s<>]*/.exec(mail)?.[0] ?? '';
			expect(await decide(link.replaceAll('&amp;', '&'), 'Order it')).toBe(200);
			const told = await stage().mails.next(new RegExp(`PO ${number} was not ordered`));
			expect(told).toContain('ordering is switched off');
			expect(stage().placed(number)).toBe(0);
		});

		it('approved once its ship-to was changed, is not ordered', async () => {
			const number = write('elsewhere');
			await stage().change(FILE, { ...ABOVE, memoMark: 'elsewhere' });
			await stage().run(FILE);
			const mail = await stage().mails.next(new RegExp(`Approve PO ${number} for`));
			const { admin } = stage().sandbox.autotask;
			const po = admin.records('PurchaseOrders').find((one) => one.purchaseOrderNumber === number);
			admin.changeRecord('PurchaseOrders', Number(po?.id), { shipToAddress1: '2 Side Street' });
			const link = /https?:\/\/[^"\s<>]*webhook-waiting[^"\s<>]*/.exec(mail)?.[0] ?? '';
			expect(await decide(link.replaceAll('&amp;', '&'), 'Order it')).toBe(200);
			const told = await stage().mails.next(new RegExp(`PO ${number}: needs attention`));
			expect(told).toContain('approved different content');
			expect(stage().placed(number)).toBe(0);
		});

		it('is asked about in Slack, with total, lines, ship-to and a button that leads to a page', async () => {
			silent = write('no answer');
			// noticed by n8n when it looks for waiting runs, once a minute
			const soon = 5 / 86_400;
			await stage().change(
				FILE,
				{ ...ABOVE, askBy: 'slack', memoMark: 'no answer', daysToAnswer: soon },
				{ 'Ask in Slack': true },
			);
			await stage().run(FILE);
			const message = await asked(silent);
			expect(message).toMatchObject({
				channel: '#purchasing',
				authorization: 'Bearer xoxb-token-of-this-test',
				text: expect.stringMatching(/for \d+\.\d\d USD \(custom\) waits.*\n\n40 x .+ \(SKU \d+\)/),
			});
			expect(message.text).toContain('Ship to, by FG');
			expect(Object.keys(message.buttons)).toEqual(['Look and decide']);
		});

		it('goes out once a person has decided so on the page that Slack links to, however often; the other choice orders nothing', async () => {
			const [yes, no] = [write('ask in chat'), write('ask in chat')];
			await stage().change(FILE, { memoMark: 'ask in chat', daysToAnswer: 3 });
			await stage().run(FILE);
			const [wanted, unwanted] = [await asked(yes), await asked(no)];
			const [wantedPage, unwantedPage] = [wanted, unwanted].map(
				({ buttons }) => buttons['Look and decide'] ?? '',
			) as [string, string];
			expect(await decide(unwantedPage, 'Do not order')).toBe(200);
			expect(await decide(wantedPage, 'Order it')).toBe(200);
			const declined = await stage().mails.next(new RegExp(`PO ${no} was not ordered`));
			expect(declined).toContain('it was declined, or nobody answered in time');
			await stage().mails.next(new RegExp(`PO ${yes}: ordered`));
			// n8n knows what was answered, and does nothing more
			await decide(wantedPage, 'Order it');
			await decide(unwantedPage, 'Order it');
			expect([stage().placed(yes), stage().placed(no)]).toEqual([1, 0]);
		});
	});

	return () =>
		it('an order above the limit that nobody answered for in time is not ordered, and that is told', async () => {
			const told = new RegExp(`^Subject: PO ${silent} was not ordered`, 'm');
			await until('the mail that says so', () => stage().mails.all.find((mail) => told.test(mail)));
			expect(stage().placed(silent)).toBe(0);
		});
}

/** The page behind a link, as whoever opens it sees it. */
async function opened(link: string): Promise<string> {
	return await (await answered(link)).text();
}

/** Chooses and confirms on the page behind a link, as its own script does. */
async function decide(link: string, choice: string): Promise<number> {
	const form = new FormData();
	form.append('field-0', choice);
	return (await answered(link, { method: 'POST', body: form })).status;
}

/** The message is out a moment before n8n has put the run to rest. */
async function answered(link: string, request: RequestInit = {}): Promise<Response> {
	for (let tries = 0; ; tries++) {
		const answer = await fetch(link, { headers: BROWSER, ...request });
		const early =
			answer.status === 409 && (await answer.clone().text()).includes('running already');
		if (!early || tries === 100) return answer;
		await sleep(300);
	}
}
