package io.selvage.fabric.simulator;

import java.util.List;
import java.util.Map;

import io.selvage.fabric.simulator.instance.Answer;
import io.selvage.fabric.simulator.state.PartitionScheme;
import io.selvage.fabric.simulator.state.ServiceEntry;
import io.selvage.fabric.simulator.state.ServiceType;
import org.jspecify.annotations.Nullable;

/**
 * What a service is made from.
 *
 * @param name the full name
 * @param type the service type
 * @param scheme how it is partitioned
 * @param settings counts and delays
 * @param hosting how its instances are reached
 * @param properties naming properties of its name
 */
record ServiceDefinition(String name, ServiceType type, PartitionScheme scheme, ServiceEntry.Settings settings,
		Hosting hosting, Map<String, String> properties) {

	ServiceDefinition {
		properties = Map.copyOf(properties);
	}

	/**
	 * How the instances of a service are reached.
	 *
	 * @param listeners what they open
	 * @param format how they write their address
	 * @param fixedAddress an address to publish instead of that of the listeners, or
	 * {@code null}
	 * @param answer how they answer
	 */
	record Hosting(List<ListenerDefinition> listeners, AddressFormat format, @Nullable String fixedAddress,
			Answer answer) {

		Hosting {
			listeners = List.copyOf(listeners);
		}

	}

}
