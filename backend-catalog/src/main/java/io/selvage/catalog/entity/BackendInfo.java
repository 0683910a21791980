package io.selvage.catalog.entity;

import org.jspecify.annotations.Nullable;

/**
 * What every backend has.
 *
 * @param name the resource name
 * @param title a title for people, or null
 * @param description a description, or null
 * @param resourceId the URL of what the backend represents: an Azure resource or the
 * management endpoint of a cluster; null if unknown
 * @param azureRegion the region of the backend, or null
 */
public record BackendInfo(String name, @Nullable String title, @Nullable String description,
		@Nullable String resourceId, @Nullable String azureRegion) {
}
