package io.selvage.catalog.directory;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The APIOps layout: a folder per resource below a folder per collection, whose name may
 * be written in either of the toolkit's ways ({@code named values}, {@code namedValues}).
 */
final class Layout {

	private static final Map<String, String> COLLECTIONS = Map.of("versionsets", "apiVersionSets");

	private static final Set<String> TAGGED = Set.of("apis", "products");

	private static final String PARAMETERS = ".parameters.json";

	private Layout() {
	}

	/**
	 * The template a file of parameters belongs to: {@code x.parameters.json} gives
	 * values to {@code x.json}; every other file belongs to itself.
	 */
	static String templateOf(String file) {
		return file.toLowerCase(Locale.ROOT).endsWith(PARAMETERS)
				? file.substring(0, file.length() - PARAMETERS.length()) + ".json" : file;
	}

	/** The type of the resources in a folder, or null if it is no collection. */
	static @Nullable ResourceType collection(@Nullable ResourceId parent, String folder) {
		String name = folder.replace(" ", "").replace("-", "").toLowerCase(Locale.ROOT);
		return ResourceType.find((parent != null) ? parent.type() : null, COLLECTIONS.getOrDefault(name, name));
	}

	/**
	 * The resource of a folder.
	 * @param folders the folders from the root down
	 * @param count how many of them to look at
	 * @return the resource, or null if the folders are not of the layout
	 */
	static @Nullable ResourceId resource(String[] folders, int count) {
		if (count == 0 || count % 2 != 0) {
			return null;
		}
		ResourceId id = null;
		for (int i = 0; i < count; i += 2) {
			String folder = folders[i];
			String name = folders[i + 1];
			ResourceType type = collection(id, folder);
			if (type == null) {
				return (i + 2 == count && id != null) ? taggedBy(id, folder, name) : null;
			}
			id = (id != null) ? id.child(type.collection(), name) : ResourceId.of(type, name);
		}
		return id;
	}

	/** {@code tags/t/apis/a} says what the contract has as {@code apis/a/tags/t}. */
	private static @Nullable ResourceId taggedBy(ResourceId tag, String folder, String name) {
		String collection = folder.toLowerCase(Locale.ROOT);
		ResourceType tagged = ResourceType.find(null, collection);
		if (tagged == null || tag.type() != ResourceType.TAGS || !TAGGED.contains(collection)) {
			return null;
		}
		return ResourceId.of(tagged, name).child("tags", tag.name());
	}

}
