/** Asks the page itself whether its link still works; null where there is no line, or the server has trouble. */
export async function linkStillWorks(): Promise<boolean | null> {
	try {
		const { ok, status } = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
		if (ok) return true;
		return status === 404 || status === 410 ? false : null;
	} catch {
		return null;
	}
}
