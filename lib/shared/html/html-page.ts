/**
 * One page as a file or a mail: no script, no picture, no address to load from. It fits a phone,
 * since nothing in it has a width.
 *
 * @param title plain text
 * @param body HTML, in which everything from outside went through {@link text}
 */
export function htmlPage(title: string, body: string): string {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${text(title)}</title>
<style>@page{margin:14mm}@media print{body{-webkit-print-color-adjust:exact;print-color-adjust:exact}}</style>
</head>
<body style="margin:0;background:#ffffff;color:#1f2328;font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:820px;margin:0 auto;padding:20px 16px 40px">${body}
</div>
</body>
</html>
`;
}

/** Text that is safe between tags and inside a quoted attribute. */
export function text(value: string): string {
	return value
		.replace(/[^\P{Cc}\t\n]/gu, ' ')
		.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Styles that reports share; they stand on the elements, since mail programs drop style sheets. */
export const PAGE_STYLE = {
	title: 'font-size:24px;line-height:1.25;margin:0;',
	area: 'font-size:17px;margin:28px 0 8px;padding-top:6px;',
	small: 'font-size:13px;color:#57606a;margin:2px 0 14px;',
	banner: 'border:1px solid;border-radius:8px;padding:14px 16px;',
	verdict: 'font-size:17px;font-weight:600;margin:0;',
	facts: 'font-size:14px;line-height:1.5;margin:8px 0 0;',
	line: 'font-size:14px;line-height:1.45;margin:4px 0 0;overflow-wrap:anywhere;',
	label: 'color:#57606a;',
	foot: 'font-size:12px;color:#57606a;border-top:1px solid #d8dee4;margin:32px 0 0;padding-top:10px;',
} as const;
