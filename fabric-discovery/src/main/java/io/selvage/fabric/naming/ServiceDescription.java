package io.selvage.fabric.naming;

import java.util.List;

import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.PartitionScheme;

/**
 * How a service was defined, as far as discovery cares (GetServiceDescription).
 *
 * @param name the service
 * @param kind {@code Stateless}, {@code Stateful} or something newer
 * @param typeName the service type
 * @param partitioning how it is cut into partitions
 */
public record ServiceDescription(FabricServiceName name, String kind, String typeName, Partitioning partitioning) {

	/**
	 * How a service is cut into partitions.
	 *
	 * @param scheme the scheme
	 * @param count the number of partitions
	 * @param lowKey the lowest key of all, for Int64Range
	 * @param highKey the highest key of all, for Int64Range
	 * @param names the partition names, for Named
	 */
	public record Partitioning(PartitionScheme scheme, int count, long lowKey, long highKey, List<String> names) {

		public Partitioning {
			names = List.copyOf(names);
		}

	}

}
