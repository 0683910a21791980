package io.selvage.fabric.naming;

import org.jspecify.annotations.Nullable;

/**
 * Which api-version a cluster understands. Clusters refuse one above their own with the
 * same error as any other mistake in a request, so the other one is tried until one of
 * the two has worked.
 */
final class ApiVersion {

	private final String preferred;

	private final String fallback;

	private volatile @Nullable String accepted;

	ApiVersion(String preferred, String fallback) {
		this.preferred = preferred;
		this.fallback = fallback;
	}

	String current() {
		String known = this.accepted;
		return (known != null) ? known : this.preferred;
	}

	void accepted(String version) {
		if (this.accepted == null) {
			this.accepted = version;
		}
	}

	/** What to try after a refusal, or {@code null} if there is no point. */
	@Nullable String insteadOf(String refused) {
		boolean open = this.accepted == null && refused.equals(this.preferred) && !this.fallback.equals(this.preferred);
		return open ? this.fallback : null;
	}

}
