package io.selvage.catalog.exports;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.Api;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Where an API is served. The path has the revision unless it is the current one, then
 * the version if that is a segment; a version that is a query parameter or header has no
 * place in the URL of a server, so that it is told in words.
 *
 * @param gatewayUrl the URL of the gateway without a slash at its end, or null if unknown
 * @param path the path below it, with a slash in front
 * @param note how a request says which version it means, or null
 */
public record PublicAddress(@Nullable String gatewayUrl, String path, @Nullable String note) {

	static PublicAddress of(CatalogSnapshot snapshot, Resource api, @Nullable String gatewayUrl) {
		StringBuilder path = new StringBuilder("/").append(trimmed(api.property("path").asString("")));
		if (!Api.Revision.rootOf(api.name()).equals(api.name())) {
			path.append(api.name().substring(Api.Revision.rootOf(api.name()).length()));
		}
		String version = api.property("apiVersion").asString("");
		Resource set = version.isEmpty() ? null : versionSet(snapshot, api);
		String scheme = (set != null) ? set.property("versioningScheme").asString("Segment") : "";
		String note = null;
		switch (scheme) {
			case "Segment" -> path.append((path.charAt(path.length() - 1) == '/') ? "" : "/").append(version);
			case "Query" -> note = note("query parameter", set, "versionQueryName", version);
			case "Header" -> note = note("header", set, "versionHeaderName", version);
			default -> {
				// An API without a version set is served without its version.
			}
		}
		return new PublicAddress(gatewayUrl, path.toString(), note);
	}

	private static String trimmed(String path) {
		return path.replaceAll("^/+|/+$", "");
	}

	private static String note(String where, @Nullable Resource set, String property, String version) {
		String name = (set != null) ? set.property(property).asString("") : "";
		return "Every request says the version with the " + where + " '" + name + "': " + version;
	}

	private static @Nullable Resource versionSet(CatalogSnapshot snapshot, Resource api) {
		String reference = api.property("apiVersionSetId").asString("");
		if (reference.isEmpty()) {
			reference = api.property("apiVersionSet").path("id").asString("");
		}
		ResourceId own = ResourceId.parse(reference);
		Resource found = (own != null) ? snapshot.resource(own) : null;
		ResourceId id = ResourceId.reference(ResourceType.VERSION_SETS, reference);
		return (found != null || id == null) ? found : snapshot.resource(id);
	}

	/** The URL, or the path alone if the gateway's URL is unknown. */
	String url() {
		return (this.gatewayUrl != null) ? this.gatewayUrl + (this.path.equals("/") ? "" : this.path) : this.path;
	}

}
