package io.selvage.gateway;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.selvage.catalog.CatalogSnapshot;

/**
 * Paths of the management API that lead to something.
 */
final class ContractPaths {

	private static final String TEMPLATE_SERVICE = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
			+ "/providers/Microsoft.ApiManagement/service/{serviceName}";

	private final String service;

	private final CatalogSnapshot catalog;

	/**
	 * Finds them.
	 * @param service what the paths of the service begin with
	 * @param catalog what is there
	 */
	ContractPaths(String service, CatalogSnapshot catalog) {
		this.service = service;
		this.catalog = catalog;
	}

	/** The template with the names of what is there, in every way that fits. */
	Set<String> of(String template) {
		Set<String> paths = new LinkedHashSet<>();
		String below = template.startsWith(TEMPLATE_SERVICE) ? template.substring(TEMPLATE_SERVICE.length()) : null;
		if (below != null) {
			List<String> there = new ArrayList<>(List.of(""));
			this.catalog.resources().map((resource) -> resource.id().path()).forEach(there::add);
			for (int revision = 1; revision <= 20; revision++) {
				there.add("/revisions/" + revision);
			}
			String[] wanted = below.split("/", -1);
			for (String path : there) {
				String[] names = path.split("/", -1);
				if (fits(wanted, names)) {
					String rest = String.join("/", List.of(wanted).subList(names.length, wanted.length));
					paths.add(this.service + path + (rest.isEmpty() ? "" : "/" + rest));
				}
			}
		}
		if (paths.isEmpty()) {
			paths.add(template.replaceAll("\\{[^}]*}", "x"));
		}
		return paths;
	}

	private static boolean fits(String[] template, String[] names) {
		for (int i = 0; i < names.length; i++) {
			if (i >= template.length || (!template[i].startsWith("{") && !template[i].equalsIgnoreCase(names[i]))) {
				return false;
			}
		}
		return Stream.of(template).skip(names.length).noneMatch((segment) -> segment.startsWith("{"));
	}

}
