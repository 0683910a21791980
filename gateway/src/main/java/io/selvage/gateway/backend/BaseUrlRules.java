package io.selvage.gateway.backend;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.entity.Backend;
import io.selvage.gateway.context.MessageUrl;

/**
 * Which URLs an expression may make the base URL of a request. What a client sends can
 * end up in such a URL, so it must lead to a host the catalog names anyway (the URL of a
 * backend or API), or match a pattern of the configuration. A literal base URL is the
 * author's own word and is not checked.
 */
final class BaseUrlRules {

	private final Set<String> hosts = new HashSet<>();

	private final List<String> patterns;

	BaseUrlRules(CatalogSnapshot snapshot, List<String> patterns) {
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

	private void add(String url) {
		try {
			MessageUrl parsed = MessageUrl.parse(url);
			this.hosts.add(authority(parsed));
		}
		catch (IllegalArgumentException unreadable) {
			// a URL with a named value names no host by itself
		}
	}

	boolean allows(MessageUrl url) {
		String scheme = url.scheme().toLowerCase(Locale.ROOT);
		if (!scheme.equals("http") && !scheme.equals("https")) {
			return false;
		}
		if (this.hosts.contains(authority(url))) {
			return true;
		}
		String text = url.origin().toLowerCase(Locale.ROOT) + url.rawPath();
		for (String pattern : this.patterns) {
			if (matches(pattern, 0, text, 0)) {
				return true;
			}
		}
		return false;
	}

	private static String authority(MessageUrl url) {
		return url.host().toLowerCase(Locale.ROOT) + ":" + url.port();
	}

	/** A pattern that is used up allows whatever path comes below it. */
	private static boolean matches(String pattern, int p, String text, int t) {
		if (p == pattern.length()) {
			return t == text.length() || pattern.endsWith("/") || text.charAt(t) == '/';
		}
		char expected = pattern.charAt(p);
		if (expected == '*') {
			for (int i = t; i <= text.length(); i++) {
				if (matches(pattern, p + 1, text, i)) {
					return true;
				}
				if (i < text.length() && text.charAt(i) == '/') {
					return false;
				}
			}
			return false;
		}
		return t < text.length() && Character.toLowerCase(expected) == Character.toLowerCase(text.charAt(t))
				&& matches(pattern, p + 1, text, t + 1);
	}

}
