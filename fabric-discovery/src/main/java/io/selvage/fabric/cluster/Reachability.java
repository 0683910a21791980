package io.selvage.fabric.cluster;

import io.selvage.fabric.FabricException;
import org.jspecify.annotations.Nullable;

/**
 * How the last call to a cluster went.
 *
 * @param asked whether any call was made yet
 * @param failure why the cluster can't be asked, or {@code null} if it can
 */
public record Reachability(boolean asked, @Nullable FabricException failure) {

	/**
	 * Whether the cluster answered when last asked.
	 * @return {@code false} before the first call
	 */
	public boolean reachable() {
		return this.asked && this.failure == null;
	}

}
