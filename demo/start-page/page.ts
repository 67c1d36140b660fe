/** The start page of the demo: plain HTML that asks its own server, so that it needs nothing from outside. */

export interface Links {
	/** The editor. */
	n8n: string;
	/** Workflows in it, by what the page calls them. */
	submit: string;
	status: string;
	sync: string;
	activity: string;
}

const STYLE = `
	body { font: 16px/1.5 system-ui, sans-serif; color: #1d2733; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
	h1 { margin-bottom: 0 } h2 { margin-top: 2rem } li { margin: .6rem 0 }
	button { font: inherit; padding: .3rem .8rem; border: 1px solid #0b5d6b; border-radius: .3rem; background: #0b7285; color: #fff; cursor: pointer }
	table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #d5dde5 }
	small, .quiet { color: #5a6875 } #said { min-height: 1.5em; color: #0b5d6b }`;

const SCRIPT = `
	const cell = (row, text) => { row.insertCell().textContent = text || '–'; };
	const say = (text) => { document.getElementById('said').textContent = text; };
	const ask = async (path, body) => {
		const answer = await fetch(path, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
		const given = await answer.json();
		if (!answer.ok) throw new Error(given.error);
		return given;
	};
	const show = async () => {
		const { time, orders } = await ask('/state');
		document.getElementById('time').textContent = time;
		const rows = document.createElement('tbody');
		for (const one of orders) {
			const row = rows.insertRow();
			for (const text of [one.number, one.status, one.orderNumbers, one.state, one.tracking, one.received + ' of ' + one.ordered, one.invoices]) cell(row, text);
		}
		document.querySelector('tbody').replaceWith(rows);
	};
	const press = (path, body, words) => async () => {
		try { say(words(await ask(path, body))); await show(); } catch (error) { say(error.message); }
	};
	document.getElementById('write').onclick = press('/orders', {}, ({ number }) => 'Purchase order ' + number + ' is in Autotask.');
	for (const button of document.querySelectorAll('[data-hours]'))
		button.onclick = press('/clock', { hours: Number(button.dataset.hours) }, ({ time }) => 'It is now ' + time + ' in the sandbox.');
	document.getElementById('prices').onclick = press('/prices', {}, ({ changed }) => 'TD SYNNEX changed ' + changed + ' prices.');
	show(); setInterval(() => show().catch(() => say('The demo has ended.')), 2000);`;

export function startPage({ n8n, submit, status, sync, activity }: Links): string {
	const to = (url: string, words: string) => `<a href="${url}" target="_blank">${words}</a>`;
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Start here</title><style>${STYLE}</style></head><body>
<h1>Start here</h1>
<p class="quiet">Real n8n, and a sandbox that plays Autotask and TD SYNNEX. No money, no account. ${to(n8n, 'Open n8n')}: all shipped workflows are in it, filled in.</p>

<h2>An order, from purchase order to invoice</h2>
<ol>
<li><button id="write">Write a purchase order</button> It is new in Autotask, marked to be sent.</li>
<li>Open ${to(submit, '<b>Submit orders on a schedule</b>')} and press <b>Execute workflow</b>. The order goes out. Press it again: it does not go out twice.</li>
<li><button data-hours="24">Turn the clock by a day</button> TD SYNNEX packs, ships and invoices.</li>
<li>Open ${to(status, '<b>Order status sync</b>')} and press <b>Execute workflow</b>. Tracking, receipt and invoice come back into Autotask.</li>
</ol>
<p id="said"></p>
<table><thead><tr><th>PO</th><th>Autotask status</th><th>TD SYNNEX order</th><th>State</th><th>Tracking</th><th>Received</th><th>Invoice</th></tr></thead><tbody></tbody></table>
<p class="quiet">Clock of the sandbox: <span id="time"></span> <button data-hours="1">+ 1 hour</button> <button data-hours="168">+ 1 week</button></p>

<h2>The catalog</h2>
<ol>
<li><button id="prices">Change 5 % of TD SYNNEX's prices</button></li>
<li>Open ${to(sync, '<b>Daily catalog sync</b>')} and press <b>Execute workflow</b>. <i>Dry Run</i> is on: read the plan in the node <i>Autotask Product Upsert</i>, switch it off, and press again.</li>
</ol>

<h2>What was done</h2>
<p>${to(activity, 'Sync activity')} lists every run and every write. User <b>demo</b>, password <b>demo</b>.</p>
<script>${SCRIPT}</script>
</body></html>`;
}
