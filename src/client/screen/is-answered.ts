/** Does the server answer for this page, with the page or with a refusal? Then it may be loaded anew. */
export async function isAnswered(): Promise<boolean> {
	try {
		const { status } = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
		return status < 500;
	} catch {
		return false;
	}
}
