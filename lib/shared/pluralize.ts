/** `1 product`, `1,204 products`. */
export function pluralize(count: number, one: string, more = `${one}s`): string {
	return `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;
}
