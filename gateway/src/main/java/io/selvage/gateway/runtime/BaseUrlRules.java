package io.selvage.gateway.runtime;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Backend;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.HttpClientRegistry;

/**
 * Which URLs an expression may make the base URL of a request. What a client sends can
 * end up in such a URL, so it must lead to a host the catalog names anyway (the URL of a
 * backend or API), or match a pattern of the configuration. Where that pattern has an
 * asterisk in its host, the address must be harmless too. A literal base URL is the
 * author's own word and is not checked.
 */
final class BaseUrlRules {

	private final Set<String> authorities = new HashSet<>();

	private final List<Allowed> patterns;

	BaseUrlRules(CatalogSnapshot snapshot, List<Allowed> patterns) {
		this.patterns = patterns;
		for (Backend backend : snapshot.backends()) {
			if (backend instanceof Backend.Single single) {
				add(single.url());
			}
		}
		for (Api api : snapshot.apis()) {
			if (api.serviceUrl() != null) {
				add(api.serviceUrl());
			}
		}
	}

	/**
	 * Reads patterns of the configuration, in which an asterisk stands for any part of a
	 * host or path segment.
	 * @param texts for example {@code https://*.example.com/api}
	 * @return the patterns
	 * @throws IllegalArgumentException if one has no scheme or no host
	 */
	static List<Allowed> patterns(List<String> texts) {
		return texts.stream().map((text) -> {
			String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
			String expression = Pattern.quote(base.toLowerCase(Locale.ROOT)).replace("*", "\\E[^/@?#:]*\\Q");
			int host = base.indexOf("://") + 3;
			int path = base.indexOf('/', host);
			String authority = base.substring(Math.min(host, base.length()), (path < 0) ? base.length() : path);
			if (!base.toLowerCase(Locale.ROOT).matches("https?://.*") || authority.isEmpty()) {
				throw new IllegalArgumentException(
						"selvage.forward.allowed-base-urls: '" + text + "' is not a URL such as https://*.example.com");
			}
			return new Allowed(Pattern.compile(expression + "(/.*)?"), authority.indexOf('*') < 0);
		}).toList();
	}

	private void add(String url) {
		try {
			this.authorities.add(authority(MessageUrl.parse(url)));
		}
		catch (IllegalArgumentException unreadable) {
			// a URL with a named value names no host by itself
		}
	}

	/**
	 * Judges a URL.
	 * @param url the URL
	 * @return whether it may be called, and how
	 */
	Verdict judge(MessageUrl url) {
		String scheme = url.scheme().toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			return Verdict.FORBIDDEN;
		}
		if (this.authorities.contains(authority(url))) {
			return Verdict.KNOWN;
		}
		String text = url.origin().toLowerCase(Locale.ROOT) + url.rawPath();
		boolean matches = false;
		for (Allowed pattern : this.patterns) {
			if (pattern.urls.matcher(text).matches()) {
				if (pattern.byName) {
					return Verdict.KNOWN;
				}
				matches = true;
			}
		}
		return (matches && HttpClientRegistry.mayLookUp(url.host())) ? Verdict.GUARDED : Verdict.FORBIDDEN;
	}

	private static String authority(MessageUrl url) {
		return url.host().toLowerCase(Locale.ROOT) + ":" + url.port();
	}

	/**
	 * URLs the configuration allows.
	 *
	 * @param urls matches origin and path
	 * @param byName whether it names one host, wherever that is
	 */
	record Allowed(Pattern urls, boolean byName) {
	}

	/**
	 * What may be done with a URL.
	 */
	enum Verdict {

		/** It leads to a host that the catalog or the configuration names. */
		KNOWN,
		/** It may be called if its name leads to a harmless address. */
		GUARDED,
		/** It may not be called. */
		FORBIDDEN

	}

}
