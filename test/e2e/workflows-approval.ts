import { buttonIn, click } from './click';
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
			expect(await click(buttonIn(mail, 'yes'))).toBe(200);
			await stage().mails.next(new RegExp(`PO ${number}: ordered`));
			expect(stage().placed(number)).toBe(1);
			await stage().run(FILE);
			const about = stage().mails.all.filter((text) => text.includes(`Approve PO ${number}`));
			expect(about).toHaveLength(1);
		});

		it('is asked about in Slack, with total, lines and two buttons', async () => {
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
			expect(Object.keys(message.buttons).sort()).toEqual(['Do not order', 'Order it']);
		});

		it('goes out once the button in Slack was pressed, however often; the other button orders nothing', async () => {
			const [yes, no] = [write('ask in chat'), write('ask in chat')];
			await stage().change(FILE, { memoMark: 'ask in chat', daysToAnswer: 3 });
			await stage().run(FILE);
			const [wanted, unwanted] = [await asked(yes), await asked(no)];
			expect(await click(unwanted.buttons['Do not order'])).toBe(200);
			expect(await click(wanted.buttons['Order it'])).toBe(200);
			const declined = await stage().mails.next(new RegExp(`PO ${no} was not ordered`));
			expect(declined).toContain('it was declined, or nobody answered in time');
			await stage().mails.next(new RegExp(`PO ${yes}: ordered`));
			// n8n knows what was answered, and does nothing more
			await click(wanted.buttons['Order it']);
			await click(unwanted.buttons['Order it']);
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
