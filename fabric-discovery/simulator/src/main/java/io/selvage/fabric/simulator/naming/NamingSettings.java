package io.selvage.fabric.simulator.naming;

import java.util.List;

/**
 * What all naming endpoints of a cluster have in common.
 *
 * @param clusterId the id a {@code ClusterId} header must name
 * @param runtimeVersion the code version, such as {@code 10.1.2338.9590}; bounds the
 * api-version
 * @param nodes the names of all nodes
 * @param access who may call
 * @param maxPageBytes where a page of a list is cut, in characters of JSON
 */
public record NamingSettings(String clusterId, String runtimeVersion, List<String> nodes, ClientAccess access,
		int maxPageBytes) {

	/** Three quarters of the 4 MiB a message of the cluster may have. */
	public static final int DEFAULT_PAGE_BYTES = 3 * 1024 * 1024;

	public NamingSettings {
		nodes = List.copyOf(nodes);
		newestApiVersion(runtimeVersion);
	}

	double newestApiVersion() {
		return newestApiVersion(this.runtimeVersion);
	}

	private static double newestApiVersion(String runtimeVersion) {
		String[] parts = runtimeVersion.split("\\.");
		try {
			return Double.parseDouble(parts[0] + "." + parts[1]);
		}
		catch (NumberFormatException | ArrayIndexOutOfBoundsException ex) {
			throw new IllegalArgumentException(
					"a runtime version looks like 10.1.2338.9590, not '" + runtimeVersion + "'", ex);
		}
	}

}
