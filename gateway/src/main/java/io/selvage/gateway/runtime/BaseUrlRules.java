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
 * backend or API), or match a pattern of the configuration. A literal base URL is the
 * author's own word and is not checked.
 */
final class BaseUrlRules {

	private final Set<String> authorities = new HashSet<>();

	private final List<Pattern> patterns;

	BaseUrlRules(CatalogSnapshot snapshot, List<Pattern> patterns) {
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
	 */
	static List<Pattern> patterns(List<String> texts) {
		return texts.stream().map((text) -> {
			String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
			String expression = Pattern.quote(base.toLowerCase(Locale.ROOT)).replace("*", "\\E[^/@?#:]*\\Q");
			return Pattern.compile(expression + "(/.*)?");
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
		boolean matches = this.patterns.stream().anyMatch((pattern) -> pattern.matcher(text).matches());
		return (matches && HttpClientRegistry.mayLookUp(url.host())) ? Verdict.GUARDED : Verdict.FORBIDDEN;
	}

	private static String authority(MessageUrl url) {
		return url.host().toLowerCase(Locale.ROOT) + ":" + url.port();
	}

	/**
	 * What may be done with a URL.
	 */
	enum Verdict {

		/** It leads to a host the catalog names. */
		KNOWN,
		/** It may be called if its name leads to a harmless address. */
		GUARDED,
		/** It may not be called. */
		FORBIDDEN

	}

}
