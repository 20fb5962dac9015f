import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ProblemNote } from './ProblemNote.tsx';

export function PageProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div style={{ padding: 16 }}>
      <ProblemNote
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}
