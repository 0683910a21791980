package io.selvage.catalog.write;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

import io.selvage.catalog.certificate.CertificateFacts;
import io.selvage.catalog.resource.Reading;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills in what the service makes itself: keys of subscriptions, times, what can be seen
 * of a certificate.
 */
final class Provision {

	private final InstantSource clock;

	private final Supplier<String> keys;

	Provision(InstantSource clock, Supplier<String> keys) {
		this.clock = clock;
		this.keys = keys;
	}

	Reading complete(Reading reading, @Nullable Resource stored) {
		ObjectNode properties = reading.resource().properties();
		if (reading.resource().type() == ResourceType.SUBSCRIPTIONS) {
			for (String key : List.of("primaryKey", "secondaryKey")) {
				if (!properties.has(key)) {
					properties.put(key, this.keys.get());
				}
			}
			keep(properties, "createdDate", stored);
		}
		else if (reading.resource().type() == ResourceType.RELEASES) {
			keep(properties, "createdDateTime", stored);
			properties.put("updatedDateTime", now());
		}
		else {
			return CertificateFacts.complete(reading);
		}
		return new Reading(new Resource(reading.resource().id(), properties), reading.directives(),
				reading.violations());
	}

	private void keep(ObjectNode properties, String name, @Nullable Resource stored) {
		JsonNode before = (stored != null) ? stored.property(name) : null;
		if (before != null && before.isString()) {
			properties.set(name, before);
		}
		else {
			properties.put(name, now());
		}
	}

	private String now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
	}

}
