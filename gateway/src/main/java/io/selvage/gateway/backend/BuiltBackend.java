package io.selvage.gateway.backend;

import java.util.List;

import io.selvage.catalog.entity.Backend;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * A target and what it was built from.
 *
 * @param backend the entity
 * @param inputs what else went in: other entities it refers to, resolved
 * @param target the target
 * @param transport its transport; null for pools and unusable backends
 */
record BuiltBackend(Backend backend, List<Object> inputs, Target target, @Nullable BackendTransport transport) {

	boolean isFor(Backend other, List<Object> otherInputs) {
		return this.backend.equals(other) && this.inputs.equals(otherInputs);
	}

}
