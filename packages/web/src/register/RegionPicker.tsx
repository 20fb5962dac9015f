import { useQuery, useQueryClient } from '@tanstack/react-query';
import { findRegions, listRegions } from '@mingbai/core/api';
import { TreeSelect } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';

interface Node {
  readonly id: string;
  readonly pId: string;
  readonly value: string;
  readonly title: string;
  readonly isLeaf: boolean;
}

interface Props {
  readonly value: string | undefined;
  readonly onChange: (code: string | undefined) => void;
  readonly id?: string;
  readonly label?: string;
  readonly width?: number | string;
}

/** The regions of my area as a tree that grows as it is opened; typing searches all of it by name. */
export function RegionPicker({ value, onChange, id, label, width = 170 }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [grown, setGrown] = useState<readonly Node[]>([]);
  const [typed, setTyped] = useState('');
  const asked = useDeferredValue(typed.trim());
  const top = useQuery({
    queryKey: ['regions', ''],
    queryFn: fetchTop,
    staleTime: 300_000,
  });
  const found = useQuery({
    queryKey: ['regions-found', asked],
    queryFn: async ({ signal }) => {
      const regions = await call(findRegions, { query: { q: asked }, signal });
      return regions.map((region): Node => {
        const above = region.path.filter((step) => step.code !== region.code).at(-1)?.name;
        const former = region.formerName === null ? '' : `（${region.formerName}）`;
        return leaf(region.code, `${region.name}${former}${above === undefined ? '' : ` · ${above}`}`);
      });
    },
    enabled: asked !== '',
  });
  // A region that came with the address may lie under branches nobody has opened yet.
  const known = [...(top.data ?? []), ...grown];
  const missing = value !== undefined && asked === '' && !known.some((node) => node.value === value);
  const named = useQuery({
    queryKey: ['region-name', value],
    queryFn: () => fetchName(value ?? ''),
    enabled: missing && top.isSuccess,
    staleTime: 300_000,
  });
  const nodes =
    asked === ''
      ? missing && named.data !== undefined
        ? [...known, named.data]
        : known
      : (found.data ?? []);
  return (
    <TreeSelect
      id={id ?? 'region-picker'}
      aria-label={label ?? t('filter.region')}
      style={{ width }}
      treeDataSimpleMode
      treeData={[...nodes]}
      treeExpandAction="doubleClick"
      treeDefaultExpandedKeys={(top.data ?? []).slice(0, 1).map((node) => node.value)}
      value={value ?? null}
      placeholder={t('filter.region')}
      allowClear
      showSearch={{ filterTreeNode: false, onSearch: setTyped }}
      notFoundContent={found.isFetching || top.isPending ? t('state.loading') : t('filter.regionNone')}
      // The field says that it owns `<id>_list`, which the tree itself does not carry.
      popupRender={(menu) => <div id={`${id ?? 'region-picker'}_list`}>{menu}</div>}
      popupMatchSelectWidth={280}
      listHeight={420}
      loadData={async (node) => {
        const under = String(node.value);
        const children = await client.fetchQuery({
          queryKey: ['regions', under],
          queryFn: () => fetchNodes(under),
          staleTime: 300_000,
        });
        setGrown((before) => [...before.filter((old) => old.pId !== under), ...children]);
      }}
      onChange={(code: string | null) => {
        setTyped('');
        onChange(code ?? undefined);
      }}
    />
  );
}

/** The top of my area; when that is one region, the regions under it too, for that is where one begins. */
async function fetchTop(): Promise<Node[]> {
  const top = await fetchNodes(undefined);
  const only = top.length === 1 ? top[0] : undefined;
  return only === undefined || only.isLeaf ? top : [only, ...(await fetchNodes(only.value))];
}

async function fetchNodes(under: string | undefined): Promise<Node[]> {
  const regions = await call(listRegions, { query: under === undefined ? {} : { under } });
  return regions.map((region) => ({
    id: region.code,
    pId: under ?? '',
    value: region.code,
    title: region.name,
    isLeaf: region.children === 0,
  }));
}

/** The name of one region: asked of the region above it, which is how the contract lists regions. */
async function fetchName(code: string): Promise<Node> {
  const digits = [2, 4, 6, 9].findLast((length) => /[^0]/.test(code.slice(length))) ?? 0;
  const parent = code.slice(0, digits).padEnd(12, '0');
  const siblings = await fetchNodes(parent);
  return leaf(code, siblings.find((node) => node.value === code)?.title ?? code);
}

function leaf(code: string, title: string): Node {
  return { id: `found-${code}`, pId: '', value: code, title, isLeaf: true };
}
