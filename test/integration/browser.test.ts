import { chromium } from 'playwright-core';
import { findBrowser, unpacked } from '../../demo/browser-binary';

jest.setTimeout(120_000);

const onLinux = process.platform === 'linux' && process.arch === 'x64' ? it : it.skip;

describe('a browser for the tests', () => {
	// so that a machine without one runs them all the same
	onLinux('comes with a package of the registry and shows a page', async () => {
		const { path, env } = unpacked();
		const browser = await chromium.launch({
			executablePath: path,
			env: { ...process.env, ...env },
			args: ['--headless', '--no-sandbox', '--disable-gpu'],
		});
		const page = await browser.newPage();
		await page.setContent('<button onclick="this.textContent = 6 * 7">Count</button>');
		await page.getByText('Count').click();
		expect(await page.innerText('button')).toBe('42');
		await browser.close();
	});

	it('is the one that CHROMIUM names, and a wrong name is told', () => {
		const before = process.env.CHROMIUM;
		try {
			process.env.CHROMIUM = __filename;
			expect(findBrowser().path).toBe(__filename);
			process.env.CHROMIUM = '/nowhere/chromium';
			expect(() => findBrowser()).toThrow('CHROMIUM names /nowhere/chromium, which is not there');
		} finally {
			if (before === undefined) delete process.env.CHROMIUM;
			else process.env.CHROMIUM = before;
		}
	});
});
