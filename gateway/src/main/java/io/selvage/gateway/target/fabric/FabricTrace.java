package io.selvage.gateway.target.fabric;

import java.util.LinkedHashMap;
import java.util.Map;

import io.selvage.fabric.FabricException;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.Partition;
import io.selvage.fabric.PartitionKey;
import io.selvage.fabric.Resolution;
import io.selvage.gateway.context.TraceRecorder;
import io.selvage.gateway.context.TraceSection;
import org.jspecify.annotations.Nullable;

/**
 * The trace entries of a Service Fabric call, in the wording of Azure API Management.
 */
final class FabricTrace {

	private final @Nullable TraceRecorder recorder;

	private final FabricBackend backend;

	FabricTrace(@Nullable TraceRecorder recorder, FabricBackend backend) {
		this.recorder = recorder;
		this.backend = backend;
	}

	void resolving(FabricServiceName service, @Nullable String partitionKey) {
		if (this.recorder != null) {
			Map<String, Object> data = cluster("Resolving partition");
			data.put("serviceName", service.value());
			boolean none = partitionKey == null || partitionKey.isEmpty();
			data.put("partitionKey", none ? Map.of("kind", "Singleton") : Map.of("value", partitionKey));
			add(data);
		}
	}

	void resolved(Resolution resolution) {
		if (this.recorder != null) {
			Map<String, Object> data = message("Partition successfully resolved");
			data.put("serviceName", resolution.service().value());
			data.put("partitionId", resolution.partition().id());
			data.put("partitionVersion", resolution.version().token());
			data.put("endpointsCount", resolution.endpoints().size());
			FabricException failure = resolution.refreshFailure();
			if (failure != null) {
				data.put("stale", failure.code());
			}
			add(data);
		}
	}

	void unresolved(FabricServiceName service, Throwable failure) {
		if (this.recorder != null) {
			Map<String, Object> data = cluster("Partition resolution failed");
			data.put("serviceName", service.value());
			data.put("code", (failure instanceof FabricException known) ? known.code() : "");
			data.put("error", String.valueOf(failure.getMessage()));
			add(data);
		}
	}

	void reResolvingMeanwhile(Resolution previous) {
		service("Running re-resolve while trying next instance", previous);
	}

	void reResolving(Resolution previous) {
		if (this.recorder != null) {
			Map<String, Object> data = cluster("Re-resolving previously resolved partition");
			data.put("serviceName", previous.service().value());
			data.put("partitionKey", key(previous.partition()));
			data.put("previousPartitionId", previous.partition().id());
			data.put("previousPartitionVersion", previous.version().token());
			add(data);
		}
	}

	void awaitingNewer(Resolution previous) {
		service("Waiting for a newer version of the partition", previous);
	}

	void exceeded(Resolution last) {
		service("Exceeded maximum partition resolution attempts.", last);
	}

	void trying(Instance instance) {
		if (this.recorder != null) {
			Map<String, Object> listeners = new LinkedHashMap<>();
			instance.fabric().listeners().forEach((name, address) -> listeners.put(name, address.text()));
			Map<String, Object> url = new LinkedHashMap<>();
			url.put("listeners", listeners);
			url.put("address", instance.fabric().address());
			Map<String, Object> data = message("Trying instance");
			data.put("url", url);
			data.put("type", instance.fabric().kind().text());
			add(data);
		}
	}

	private void service(String text, Resolution resolution) {
		if (this.recorder != null) {
			Map<String, Object> data = message(text);
			data.put("serviceName", resolution.service().value());
			data.put("resourceId", this.backend.resourceId());
			data.put("managementEndpoint", this.backend.managementEndpoints());
			add(data);
		}
	}

	private static Map<String, Object> key(Partition partition) {
		Map<String, Object> key = new LinkedHashMap<>();
		key.put("kind", partition.scheme().text());
		PartitionKey value = partition.key();
		if (value.text() != null) {
			key.put("value", value.text());
		}
		return key;
	}

	private Map<String, Object> cluster(String text) {
		Map<String, Object> data = message(text);
		data.put("resourceId", this.backend.resourceId());
		data.put("managementEndpoint", this.backend.managementEndpoints());
		return data;
	}

	private static Map<String, Object> message(String text) {
		Map<String, Object> data = new LinkedHashMap<>();
		data.put("message", text);
		return data;
	}

	private void add(Map<String, Object> data) {
		if (this.recorder != null) {
			this.recorder.add(TraceSection.BACKEND, InstanceView.TRACE_SOURCE, data);
		}
	}

}
