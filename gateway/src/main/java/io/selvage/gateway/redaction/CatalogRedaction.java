package io.selvage.gateway.redaction;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.secret.SecretTexts;

/**
 * The redaction for the secrets of the snapshot that is served and of the one before:
 * what is written may still be of that one. Made when it is first needed.
 */
public final class CatalogRedaction implements Supplier<Redaction> {

	private final Catalog catalog;

	private volatile Made made = new Made(CatalogSnapshot.EMPTY, Set.of(), Redaction.NONE);

	/**
	 * Creates it.
	 * @param catalog whose secrets are hidden
	 */
	public CatalogRedaction(Catalog catalog) {
		this.catalog = catalog;
	}

	@Override
	public Redaction get() {
		CatalogSnapshot now = this.catalog.current();
		Made known = this.made;
		if (known.snapshot != now) {
			Set<String> secrets = SecretTexts.of(now);
			Set<String> all = new HashSet<>(secrets);
			all.addAll(known.secrets);
			known = new Made(now, secrets, new Redaction(all));
			this.made = known;
		}
		return known.redaction;
	}

	private record Made(CatalogSnapshot snapshot, Set<String> secrets, Redaction redaction) {
	}

}
